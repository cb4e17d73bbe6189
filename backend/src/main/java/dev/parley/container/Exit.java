package dev.parley.container;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** How a sandbox's program came to its end. */
public sealed interface Exit {

  /**
   * The supervisor's report.
   *
   * @param code the program's exit code, 128 + signal when a signal ended it
   * @param signal 0 when none did
   * @param compile how long the compiler took
   * @param run how long the program took
   * @param cpu processor time of everything in the container since its start
   * @param peakMemory bytes, of the largest process
   * @param outOfMemory whether the kernel ended a process for want of memory
   * @param truncated whether output was cut
   * @param diskFull whether a folder it may write to had no room left at the end
   */
  record Report(
      Why why,
      int code,
      int signal,
      Duration compile,
      Duration run,
      Duration cpu,
      long peakMemory,
      boolean outOfMemory,
      boolean truncated,
      boolean diskFull)
      implements Exit {

    public Report {
      requireNonNull(why, "why");
      requireNonNull(compile, "compile");
      requireNonNull(run, "run");
      requireNonNull(cpu, "cpu");
    }
  }

  /**
   * The container went without a word.
   *
   * @param message what is known, for the log
   * @param cause what is known to have taken the supervisor too
   */
  record Lost(String message, Cause cause) implements Exit {

    public Lost {
      requireNonNull(message, "message");
      requireNonNull(cause, "cause");
    }
  }

  /** Why a container went without a word. */
  enum Cause {
    /** Nothing inside can have ended it. */
    OUTSIDE,
    /** The engine told of want of memory in it. */
    MEMORY,
    /**
     * It had a kernel of its own, which is not as tough as the machine's: whoever takes more memory
     * or processes than there are, or ends the supervisor, ends all of it. Or it was somebody
     * outside.
     */
    KERNEL
  }

  /** What ended the program. */
  enum Why {
    /** It did, or a signal from inside. */
    EXIT,
    /** Its time was up. */
    TIMEOUT,
    /** It neither wrote, nor was given anything, nor computed for too long. */
    IDLE,
    /** It used more processor time than it may. */
    CPU,
    /** It wrote more than it may. */
    OUTPUT,
    /** It never began: the compiler said no. */
    COMPILE,
    /** It never began: the compiler's time was up. */
    COMPILE_TIMEOUT
  }
}
