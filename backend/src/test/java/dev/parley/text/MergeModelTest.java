package dev.parley.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Two people's edits of one text against a model that knows single characters only: a character is
 * there if neither took it away, whatever either put in is there once and in its order, and stands
 * between the same characters as where it was put. Only who comes first at one and the same place
 * is left to the algebra, which has to answer alike both ways round.
 */
class MergeModelTest {

  private static final int CASES = 100_000;
  private static final int MOST = 14;
  private static final char ORIGINALS = 'a';
  private static final char OF_A = '\u4e00';
  private static final char OF_B = '\u5e00';

  private final Random random = Seed.random(MergeModelTest.class);

  @Test
  void whatBothDidIsThereAsOneCharacterAfterTheOtherTellsIt() {
    for (int i = 0; i < CASES; i++) {
      int length = random.nextInt(MOST);
      Side a = new Side(random, length, OF_A);
      Side b = new Side(random, length, OF_B);
      StringBuilder start = new StringBuilder();
      for (int c = 0; c < length; c++) {
        start.append((char) (ORIGINALS + c));
      }
      String aThenB = b.change().map(a.change(), false).apply(a.change().apply(start.toString()));
      String bThenA = a.change().map(b.change(), true).apply(b.change().apply(start.toString()));
      String described = start + " " + a.json + " " + b.json;
      if (!aThenB.equals(bThenA)) {
        assertThat(aThenB).as(described).isEqualTo(bThenA);
      }
      check(aThenB, start, a, b, described);
    }
  }

  private static void check(String merged, CharSequence start, Side a, Side b, String described) {
    StringBuilder survivors = new StringBuilder();
    for (int i = 0; i < start.length(); i++) {
      if (!a.deleted[i] && !b.deleted[i]) {
        survivors.append(start.charAt(i));
      }
    }
    StringBuilder originals = new StringBuilder();
    List<String> ofA = new ArrayList<>();
    List<String> ofB = new ArrayList<>();
    for (int i = 0; i < merged.length(); i++) {
      char c = merged.charAt(i);
      if (c < OF_A) {
        originals.append(c);
      } else {
        (c < OF_B ? ofA : ofB).add(c + " after " + originals.length());
      }
    }
    if (!originals.toString().contentEquals(survivors)
        || !ofA.equals(a.placed(b))
        || !ofB.equals(b.placed(a))) {
      assertThat(originals).as(described).hasToString(survivors.toString());
      assertThat(ofA).as(described).isEqualTo(a.placed(b));
      assertThat(ofB).as(described).isEqualTo(b.placed(a));
    }
  }

  /** One person's edit, character by character, and as the protocol spells it. */
  private static final class Side {
    private final boolean[] deleted;
    private final List<Integer> gaps = new ArrayList<>();
    private final String json;
    private final char first;

    Side(Random random, int length, char first) {
      this.first = first;
      this.deleted = new boolean[length];
      List<String> sections = new ArrayList<>();
      int at = 0;
      boolean kept = false;
      while (at < length) {
        int units = 1 + random.nextInt(Math.min(3, length - at));
        if (!kept && random.nextBoolean()) {
          sections.add(Integer.toString(units));
          kept = true;
        } else {
          int taken = random.nextInt(units + 1);
          int put = taken == 0 ? 1 + random.nextInt(2) : random.nextInt(3);
          sections.add("[" + taken + (put == 0 ? "" : ",\"" + put(put, at) + "\"") + "]");
          for (int i = 0; i < taken; i++) {
            deleted[at + i] = true;
          }
          units = taken;
          // Two neighbours that put in or take away would be one section.
          if (at + units < length) {
            int keep = 1 + random.nextInt(Math.min(3, length - at - units));
            sections.add(Integer.toString(keep));
            units += keep;
          }
          kept = true;
        }
        at += units;
        kept = kept && at < length;
      }
      this.json = "[" + String.join(",", sections) + "]";
    }

    private String put(int count, int gap) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < count; i++) {
        text.append((char) (first + gaps.size()));
        gaps.add(gap);
      }
      return text.toString();
    }

    Change change() {
      return ChangeJson.parse(json);
    }

    /** Each character put in, and how many characters of the original stay before it. */
    List<String> placed(Side other) {
      List<String> placed = new ArrayList<>();
      for (int i = 0; i < gaps.size(); i++) {
        int before = 0;
        for (int c = 0; c < gaps.get(i); c++) {
          before += deleted[c] || other.deleted[c] ? 0 : 1;
        }
        placed.add((char) (first + i) + " after " + before);
      }
      return placed;
    }
  }
}
