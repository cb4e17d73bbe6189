package dev.parley.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The laws of the algebra on random edits. */
class ChangeAlgebraTest {
  private static final int CASES = 100_000;

  private final Random random = Seed.random(ChangeAlgebraTest.class);

  @Test
  void lawsHold() {
    for (int i = 0; i < CASES; i++) {
      RandomEdit editA = RandomEdit.tearing(random, RandomEdit.text(random, 12));
      RandomEdit editB = RandomEdit.tearing(random, editA.before());
      RandomEdit editC = RandomEdit.tearing(random, editA.after());
      RandomEdit editD = RandomEdit.tearing(random, editC.after());
      try {
        appliesInvertsAndReturnsFromJson(editA);
        bothWaysRoundTheDiamondMeet(editA, editB);
        composes(editA, editC, editD);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(editA + "\n" + editB + "\n" + editC + "\n" + editD, e);
      }
    }
  }

  private static void appliesInvertsAndReturnsFromJson(RandomEdit edit) {
    Change change = edit.change();
    StringBuilder inPlace = new StringBuilder(edit.before());
    change.apply(inPlace);

    same(change.length(), edit.before().length());
    same(change.newLength(), edit.after().length());
    same(change.apply(edit.before()), edit.after());
    same(inPlace.toString(), edit.after());
    same(change.invert(edit.before()).apply(edit.after()), edit.before());
    same(change.invert(edit.before()).invert(edit.after()), change);
    same(ChangeJson.parse(ChangeJson.write(change)), change);
  }

  private static void bothWaysRoundTheDiamondMeet(RandomEdit editA, RandomEdit editB) {
    Change a = editA.change();
    Change b = editB.change();
    String aThenB = b.map(a, false).apply(editA.after());
    String bThenA = a.map(b, true).apply(editB.after());

    same(aThenB, bThenA);
    same(a.compose(b.map(a, false)).apply(editA.before()), aThenB);
    same(b.compose(a.map(b, true)).apply(editA.before()), aThenB);
  }

  private static void composes(RandomEdit editA, RandomEdit editC, RandomEdit editD) {
    Change a = editA.change();
    Change c = editC.change();
    Change d = editD.change();

    same(a.compose(c).apply(editA.before()), editC.after());
    same(a.compose(c).compose(d).apply(editA.before()), editD.after());
    same(a.compose(c.compose(d)).apply(editA.before()), editD.after());
  }

  /** An assertion that costs nothing while it holds; there are two million of them. */
  private static void same(Object actual, Object expected) {
    if (!actual.equals(expected)) {
      assertThat(actual).isEqualTo(expected);
    }
  }
}
