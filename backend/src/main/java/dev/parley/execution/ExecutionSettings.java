package dev.parley.execution;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The bounds of running. Sizes are bytes.
 *
 * @param slots runs at the same time
 * @param queue runs that may wait for a slot
 * @param files in one request
 * @param source of all files of one request
 * @param arguments of one request, all together
 * @param input typed and not yet read by the program, also the input given up front
 * @param output read from the program and not yet passed on, before the program is held back
 * @param start from the hand-over of a program to its first sign of life
 * @param grace what the server allows beyond the supervisor's own time limits
 * @param kill from a polite end to a killed container
 * @param surrender from the killed container to a verdict without its report
 * @param closing how long a stopping server waits for its runs
 */
public record ExecutionSettings(
    int slots,
    int queue,
    int files,
    int source,
    int arguments,
    int input,
    int output,
    Duration start,
    Duration grace,
    Duration kill,
    Duration surrender,
    Duration closing) {

  private static final long PER_SLOT = 512L << 20;

  public ExecutionSettings {
    if (slots < 1
        || queue < 0
        || files < 1
        || source < 1
        || arguments < 0
        || input < 0
        || output < 1) {
      throw new IllegalArgumentException("the bounds of running are positive");
    }
    requireNonNull(start, "start");
    requireNonNull(grace, "grace");
    requireNonNull(kill, "kill");
    requireNonNull(surrender, "surrender");
    requireNonNull(closing, "closing");
  }

  /**
   * For a machine. Most programs of an interview wait for their person, so there are five slots a
   * core; but each may fill its memory.
   */
  public static ExecutionSettings standard(int cores, long memory) {
    return new ExecutionSettings(
        (int) Math.clamp(memory / PER_SLOT, 2, Math.max(2, 5L * cores)),
        100,
        64,
        1 << 20,
        16 << 10,
        1 << 20,
        256 << 10,
        Duration.ofSeconds(10),
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        Duration.ofSeconds(4),
        Duration.ofSeconds(8));
  }
}
