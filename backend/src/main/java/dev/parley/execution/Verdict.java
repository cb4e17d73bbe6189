package dev.parley.execution;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a run ended. The vocabulary is closed: {@code state} is for programs, {@code reason} says
 * why, {@code message} is one plain sentence for people.
 *
 * @param exitCode the program's own exit code, 128 + signal when a signal ended it; empty when it
 *     never ran or was ended by the platform
 * @param executionTime the program's wall time, compilation apart
 * @param cpu processor time of the program and its children
 * @param memoryPeak bytes
 * @param outputBytes what the program wrote, as UTF-8, before any cut
 * @param truncated whether output was cut at the budget
 */
public record Verdict(
    State state,
    Reason reason,
    OptionalInt exitCode,
    String message,
    Duration executionTime,
    Duration cpu,
    long memoryPeak,
    long outputBytes,
    boolean truncated,
    Phases phases) {

  public Verdict {
    requireNonNull(state, "state");
    requireNonNull(reason, "reason");
    requireNonNull(exitCode, "exitCode");
    requireNonNull(message, "message");
    requireNonNull(executionTime, "executionTime");
    requireNonNull(cpu, "cpu");
    requireNonNull(phases, "phases");
  }

  /** What a program that asks wants to branch on. */
  public enum State {
    COMPLETED,
    FAILED,
    TIMEOUT,
    CANCELLED
  }

  /** Why. */
  public enum Reason {
    /** It ended by itself with exit code 0. */
    EXITED,
    /** It ended by itself with another exit code. */
    EXIT_CODE,
    /** A signal of its own ended it: abort, segmentation fault. */
    SIGNAL,
    COMPILE_ERROR,
    WALL_TIME,
    IDLE,
    CPU_TIME,
    MEMORY,
    OUTPUT,
    DISK,
    /** Somebody pressed Stop. */
    STOPPED,
    /** Nobody was left in the room. */
    ABANDONED,
    /** The server stopped or died meanwhile. */
    INTERRUPTED,
    /** Our fault, never the program's: the engine failed. */
    ENGINE
  }

  /**
   * Where the time went.
   *
   * @param firstOutput from the request to the first output; zero when there was none
   */
  public record Phases(
      Duration queue, Duration start, Duration compile, Duration firstOutput, Duration run) {

    /** Nothing happened. */
    public static final Phases NONE =
        new Phases(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public Phases {
      requireNonNull(queue, "queue");
      requireNonNull(start, "start");
      requireNonNull(compile, "compile");
      requireNonNull(firstOutput, "firstOutput");
      requireNonNull(run, "run");
    }
  }
}
