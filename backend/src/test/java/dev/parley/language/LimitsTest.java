package dev.parley.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(60),
          Duration.ofSeconds(40),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          256L << 20,
          64,
          256,
          16L << 20,
          64L << 20,
          32L << 20,
          4096,
          1L << 20);

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
