package dev.parley.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.text.Seed;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole-text clients that say what they look at lose nothing and double nothing, though all lines
 * look alike, stand side by side, come and go and are pasted, and others hardly anything; {@code
 * ./test.sh --faults texts} is the long form and counts what becomes of each habit.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextsTest {

  private static final int TEXTS = 3_000;

  private final Random random = Seed.random(getClass());

  static Stream<Habit> known() {
    return Habit.KNOWN.stream();
  }

  static Stream<Habit> heard() {
    return Habit.HEARD.stream();
  }

  @ParameterizedTest
  @MethodSource("heard")
  void hardlyAnythingIsLostWithoutRevisions(Habit habit) {
    Texts.Outcome outcome = Texts.run(habit, TEXTS, random);

    System.out.println(outcome.summary());
    assertThat(outcome.verdict().diverged()).isEmpty();
    assertThat(outcome.verdict().lost().size() + outcome.verdict().doubled().size())
        .as(outcome.verdict().details())
        .isLessThan(TEXTS / 50);
  }

  @ParameterizedTest
  @MethodSource("known")
  void nothingIsLostAndNothingDoubled(Habit habit) {
    Texts.Outcome outcome = Texts.run(habit, TEXTS, random);

    System.out.println(outcome.summary());
    assertThat(outcome.verdict().isClean()).as(outcome.verdict().details()).isTrue();
  }

  /** The measure itself: where nothing is known of a client, some guesses are wrong. */
  @Test
  void guessingDoesLose() {
    assertThat(Texts.run(Habit.UNHEARD, TEXTS, random).verdict().isClean()).isFalse();
  }
}
