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

  /** The same but for how long a program may run, be idle and compute. */
  public LimitCeiling withTimes(Duration wall, Duration idle, Duration cpu) {
    return new LimitCeiling(
        Optional.of(wall), Optional.of(idle), Optional.of(cpu), compile, memory, processes, output);
  }

  /** The same but for memory, in bytes. */
  public LimitCeiling withMemory(long memory) {
    return new LimitCeiling(wall, idle, cpu, compile, Optional.of(memory), processes, output);
  }

  /** A limit, or what it may be at most where that is less. */
  public static <T extends Comparable<? super T>> T lower(T limit, Optional<T> most) {
    return most.filter(ceiling -> ceiling.compareTo(limit) < 0).orElse(limit);
  }
}
