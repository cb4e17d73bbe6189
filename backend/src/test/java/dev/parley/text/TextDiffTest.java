package dev.parley.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextDiffTest {
  private final Random random = Seed.random(TextDiffTest.class);

  @Test
  void aKeystrokeIsOneInsertion() {
    assertThat(TextDiff.diff("abc", "abxc")).isEqualTo(Change.of(3, 2, 2, "x"));
    assertThat(TextDiff.diff("abc", "ac")).isEqualTo(Change.of(3, 1, 2, ""));
    assertThat(TextDiff.diff("abc", "abc")).isEqualTo(Change.identity(3));
    assertThat(TextDiff.diff("", "abc")).isEqualTo(Change.of(0, 0, 0, "abc"));
    assertThat(TextDiff.diff("aaa", "aaaa")).isEqualTo(Change.of(3, 3, 3, "a"));
  }

  @Test
  void editsApartAreHunksApart() {
    assertThat(TextDiff.diff("one two three", "1one two three3"))
        .hasToString("[[0,\"1\"],13,[0,\"3\"]]");
  }

  @Test
  void countsTheCost() {
    assertThat(TextDiff.cost(Change.of(5, 1, 3, "xyz"))).isEqualTo(7);
    assertThat(TextDiff.cost(Change.identity(5))).isZero();
  }

  @Test
  void neverTearsACharacter() {
    assertThat(TextDiff.diff("\ud83d\ude00", "\ud83d\ude01"))
        .isEqualTo(Change.of(2, 0, 2, "\ud83d\ude01"));
    assertThat(TextDiff.diff("\ud83d\ude00", "\ud83c\ude00"))
        .isEqualTo(Change.of(2, 0, 2, "\ud83c\ude00"));
    assertThat(TextDiff.diff("\ud83d\ude00\ud83d\ude01", "\ud83d\ude01"))
        .isEqualTo(Change.of(4, 0, 2, ""));
  }

  @Test
  void leadsFromAnyTextToAny() {
    for (int i = 0; i < 5_000; i++) {
      String from = RandomEdit.text(random, 30);
      String to =
          random.nextBoolean() ? RandomEdit.text(random, 30) : RandomEdit.of(random, from).after();

      Change change = TextDiff.diff(from, to);

      assertThat(change.apply(from)).isEqualTo(to);
      assertThat(Surrogates.respects(change, from)).isTrue();
    }
  }

  @Test
  void scatteredEditsOfALargeTextStaySmall() {
    StringBuilder to = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      to.append("for (int i = 0; i < ").append(i).append("; i++) sum += values[i];\n");
    }
    String from = to.toString();
    for (int i = 0; i < 50; i++) {
      to.insert(random.nextInt(to.length()), "xyzzy");
    }

    Change change = TextDiff.diff(from, to.toString());

    assertThat(change.apply(from).equals(to.toString())).isTrue();
    assertThat(change.inserted()).isLessThan(1_000);
  }

  @Test
  void whatCostsTooMuchIsReplacedWhole() {
    String from = "a" + "x".repeat(5_000) + "z";
    String to = "a" + "y".repeat(5_000) + "z";

    Change change = TextDiff.diff(from, to);

    assertThat(change.equals(Change.of(5_002, 1, 5_001, "y".repeat(5_000)))).isTrue();
  }

  @Test
  void unrelatedTextsAreDoneSoon() {
    String from = lines('a');
    String to = lines('k');
    long start = System.nanoTime();

    Change change = TextDiff.diff(from, to);

    assertThat(change.apply(from).equals(to)).isTrue();
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  @Test
  void aFewCharactersBesideVeryManyAreDoneSoon() {
    String from = "print('hello')\n";
    String to = "x".repeat(262_000);
    long start = System.nanoTime();

    Change change = TextDiff.diff(from, to);

    assertThat(change.apply(from).equals(to)).isTrue();
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  private String lines(char first) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      text.append((char) (first + random.nextInt(10))).append(i % 7 == 0 ? '\n' : ' ');
    }
    return text.toString().repeat(20);
  }
}
