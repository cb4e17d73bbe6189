package dev.parley.room;

import static java.util.Objects.requireNonNull;

import dev.parley.language.LimitCeiling;
import dev.parley.language.Limits;
import java.time.Duration;

/**
 * What an interactive session may use where that is more than a program may: it lives as long as
 * people work in it. Memory, processes and files are those of its language.
 *
 * @param wall from its start to its end
 * @param idle how long nothing may happen in it
 * @param cpu processor time
 * @param output bytes
 */
public record SessionLimits(Duration wall, Duration idle, Duration cpu, long output) {

  /** What a server starts with unless told otherwise. */
  public static final SessionLimits STANDARD =
      new SessionLimits(
          Duration.ofMinutes(60), Duration.ofMinutes(15), Duration.ofMinutes(5), 8L << 20);

  public SessionLimits {
    requireNonNull(wall, "wall");
    requireNonNull(idle, "idle");
    requireNonNull(cpu, "cpu");
  }

  /** The same under what no run may exceed. */
  public SessionLimits within(LimitCeiling ceiling) {
    return new SessionLimits(
        LimitCeiling.lower(wall, ceiling.wall()),
        LimitCeiling.lower(idle, ceiling.idle()),
        LimitCeiling.lower(cpu, ceiling.cpu()),
        LimitCeiling.lower(output, ceiling.output()));
  }

  /** A language's limits with these in their places. */
  Limits over(Limits language) {
    return language.withTimes(wall, idle, cpu).withOutput(output);
  }
}
