package dev.parley.execution;

import dev.parley.container.Exit;
import dev.parley.language.Limits;
import java.time.Duration;
import java.util.Optional;

/**
 * When what happened in one run, in nanoseconds of the monotonic clock, and what is too late by
 * then. Lives on the run's thread.
 */
final class RunClock {

  private final Limits limits;
  private final ExecutionSettings settings;
  private final long submitted;
  private long granted;
  private long handedOver;
  private long compileBegan;
  private long runBegan;
  private long firstOutput;

  RunClock(Limits limits, ExecutionSettings settings, long now) {
    this.limits = limits;
    this.settings = settings;
    this.submitted = now;
  }

  void granted(long now) {
    granted = now;
  }

  void handedOver(long now) {
    handedOver = now;
  }

  void compiling(long at) {
    compileBegan = at;
  }

  void running(long at) {
    runBegan = at;
  }

  void printed(long now) {
    if (firstOutput == 0) {
      firstOutput = now;
    }
  }

  /** From the request until the program was handed over. */
  Duration waited() {
    return Duration.ofNanos(handedOver - submitted);
  }

  /** Whether the supervisor has said that it compiles or runs. */
  boolean hasBegun() {
    return compileBegan != 0 || runBegan != 0;
  }

  /** What has to end the run, the supervisor having let its own limit pass. */
  Optional<Ending> late(long now) {
    if (runBegan != 0) {
      return overdue(now, runBegan, guarded(limits.wall()), new Ending.WallTime());
    }
    if (compileBegan != 0) {
      return overdue(now, compileBegan, guarded(limits.compile()), new Ending.CompileTime());
    }
    return overdue(
        now,
        handedOver,
        settings.start(),
        new Ending.Broken("The container did not start the program."));
  }

  private static Optional<Ending> overdue(long now, long since, Duration limit, Ending ending) {
    return now - since >= limit.toNanos() ? Optional.of(ending) : Optional.empty();
  }

  /** Nanoseconds until a run that has begun is {@link #late}, at least one. */
  long untilLate(long now) {
    return runBegan != 0
        ? left(now, runBegan, guarded(limits.wall()))
        : left(now, compileBegan, guarded(limits.compile()));
  }

  private static long left(long now, long since, Duration limit) {
    return Math.max(1, since + limit.toNanos() - now);
  }

  /** The supervisor is given the time to keep to a limit by itself. */
  private Duration guarded(Duration limit) {
    return limit.plus(settings.grace());
  }

  /** From the program's start, or from the request, until now. */
  Duration elapsed(long now) {
    return Duration.ofNanos(now - (runBegan == 0 ? submitted : runBegan));
  }

  /** Where the time went; the run itself as the supervisor measured it, where it did. */
  Verdict.Phases phases(long now, Optional<Exit.Report> report) {
    long slot = granted == 0 ? now : granted;
    long begun = runBegan == 0 ? now : runBegan;
    return new Verdict.Phases(
        Duration.ofNanos(slot - submitted),
        handedOver == 0 ? Duration.ZERO : Duration.ofNanos(handedOver - slot),
        compileBegan == 0 ? Duration.ZERO : Duration.ofNanos(begun - compileBegan),
        firstOutput == 0 ? Duration.ZERO : Duration.ofNanos(firstOutput - submitted),
        runBegan == 0
            ? Duration.ZERO
            : report.map(Exit.Report::run).orElse(Duration.ofNanos(now - begun)));
  }
}
