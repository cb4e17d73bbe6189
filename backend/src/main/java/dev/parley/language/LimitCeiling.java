package dev.parley.language;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What no run may exceed, whatever its language allows; set by an operator for all runs or by a
 * caller for one. Where it is empty, the language's own limit stands. A ceiling never raises one.
 */
public record LimitCeiling(
    Optional<Duration> wall,
    Optional<Duration> idle,
    Optional<Duration> cpu,
    Optional<Duration> compile,
    Optional<Long> memory,
    Optional<Integer> processes,
    Optional<Long> output) {

  /** Every language as it is. */
  public static final LimitCeiling NONE =
      new LimitCeiling(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public LimitCeiling {
    requireNonNull(wall, "wall");
    requireNonNull(idle, "idle");
    requireNonNull(cpu, "cpu");
    requireNonNull(compile, "compile");
    requireNonNull(memory, "memory");
    requireNonNull(processes, "processes");
    requireNonNull(output, "output");
  }
}
