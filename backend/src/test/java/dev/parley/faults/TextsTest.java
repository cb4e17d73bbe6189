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
 * Whole-text clients of every sound habit lose nothing and double nothing, though all lines look
 * alike, stand side by side, come and go and are pasted; {@code ./test.sh --faults texts} is the
 * long form and also counts what becomes of unsound ones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextsTest {

  private static final int TEXTS = 3_000;

  private final Random random = Seed.random(getClass());

  static Stream<Habit> sound() {
    return Habit.SOUND.stream();
  }

  @ParameterizedTest
  @MethodSource("sound")
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
