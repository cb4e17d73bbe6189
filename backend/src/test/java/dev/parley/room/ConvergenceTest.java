package dev.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.text.Seed;
import org.junit.jupiter.api.Test;

/** Everybody ends with the same text; {@code ./test.sh --faults convergence} is the long form. */
class ConvergenceTest {
  private static final long STEPS = Long.getLong("parley.steps", 60_000);

  @Test
  void everybodyEndsWithTheSameText() {
    Convergence.Outcome outcome = Convergence.run(Seed.random(ConvergenceTest.class), STEPS);

    System.out.println(outcome);
    assertThat(outcome.accepted()).isGreaterThan(outcome.rooms() * 10);
    assertThat(outcome.recognised()).isGreaterThan(outcome.rooms());
  }
}
