package dev.parley.language;

import static dev.parley.container.FakeEngine.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitsTest {

  @Test
  void aCeilingLowersAndNeverRaises() {
    Limits lowered =
        LIMITS.within(
            new LimitCeiling(
                Optional.of(Duration.ofSeconds(10)),
                Optional.of(Duration.ofMinutes(10)),
                Optional.of(Duration.ofSeconds(3)),
                Optional.empty(),
                Optional.of(64L << 20),
                Optional.of(1_000),
                Optional.of(100L)));
    assertThat(lowered.wall()).isEqualTo(Duration.ofSeconds(10));
    assertThat(lowered.idle()).isEqualTo(Duration.ofSeconds(40));
    assertThat(lowered.cpu()).isEqualTo(Duration.ofSeconds(3));
    assertThat(lowered.compile()).isEqualTo(Duration.ofSeconds(20));
    assertThat(lowered.memory()).isEqualTo(64L << 20);
    assertThat(lowered.processes()).isEqualTo(64);
    assertThat(lowered.output()).isEqualTo(100);
    assertThat(LIMITS.within(LimitCeiling.NONE)).isEqualTo(LIMITS);
  }
}
