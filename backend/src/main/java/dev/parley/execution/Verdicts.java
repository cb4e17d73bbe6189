package dev.parley.execution;

import dev.parley.container.Exit;
import dev.parley.container.Exit.Report;
import dev.parley.execution.Verdict.Phases;
import dev.parley.execution.Verdict.Reason;
import dev.parley.execution.Verdict.State;
import dev.parley.language.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * From what was seen to what is said: one verdict with one plain sentence for every way a run can
 * end. What the server did itself outranks what the supervisor reports, except that a program that
 * ended by itself before Stop reached it has its own exit code.
 */
final class Verdicts {

  private static final int INTERRUPT = 2;
  private static final int KILL = 9;
  private static final int FILE_SIZE = 25;
  private static final int PROCESSOR_TIME = 24;

  private Verdicts() {}

  /**
   * What was measured of a run.
   *
   * @param elapsed from the program's start, or the grant of a slot, to the end
   * @param awaitsInput whether the program was last seen waiting for input
   */
  record Measured(
      Limits limits, Phases phases, Duration elapsed, boolean awaitsInput, OutputBudget output) {}

  /** The verdict of a run that a sandbox had, or that was ended before one had it. */
  static Verdict of(Optional<Ending> ending, Optional<Exit> exit, Measured measured) {
    Optional<Report> report = exit.filter(Report.class::isInstance).map(Report.class::cast);
    if (ending.isPresent() && !(report.isPresent() && endedByItself(ending.get(), report.get()))) {
      return ended(ending.get(), report, measured);
    }
    return report
        .map(r -> reported(r, measured))
        .orElseGet(() -> lost(exit.map(Verdicts::cause).orElse(Exit.Cause.OUTSIDE), measured));
  }

  private static Exit.Cause cause(Exit exit) {
    return exit instanceof Exit.Lost lost ? lost.cause() : Exit.Cause.OUTSIDE;
  }

  private static Verdict lost(Exit.Cause cause, Measured m) {
    return switch (cause) {
      case MEMORY -> memory(Optional.empty(), m);
      case KERNEL ->
          stopped(
              "its sandbox ended: more memory or processes than it may have, or stopped from"
                  + " outside",
              m);
      case OUTSIDE -> stopped("stopped from outside: its container was ended", m);
    };
  }

  private static Verdict stopped(String message, Measured m) {
    return verdict(State.CANCELLED, Reason.STOPPED, message, Optional.empty(), m);
  }

  private static boolean endedByItself(Ending ending, Report report) {
    boolean ourDecision = ending instanceof Ending.Flood || ending instanceof Ending.Broken;
    return !ourDecision && (report.why() != Exit.Why.EXIT || report.signal() != KILL);
  }

  private static Verdict ended(Ending ending, Optional<Report> report, Measured m) {
    return switch (ending) {
      case Ending.Stopped s ->
          verdict(
              State.CANCELLED,
              Reason.STOPPED,
              "stopped by " + s.by() + " after " + Sentences.time(m.elapsed()),
              report,
              m);
      case Ending.Abandoned a ->
          verdict(
              State.CANCELLED, Reason.ABANDONED, "stopped: nobody was left in the room", report, m);
      case Ending.Interrupted i ->
          verdict(
              State.CANCELLED,
              Reason.INTERRUPTED,
              "interrupted: the server was stopped",
              report,
              m);
      case Ending.Flood f -> flood(report, m);
      case Ending.CompileTime c -> compileTime(report, m);
      case Ending.WallTime w -> wallTime(report, m);
      case Ending.Broken b -> verdict(State.FAILED, Reason.ENGINE, b.message(), report, m);
    };
  }

  private static Verdict reported(Report report, Measured m) {
    Optional<Report> known = Optional.of(report);
    if (report.outOfMemory() && report.code() != 0) {
      return memory(known, m);
    }
    return switch (report.why()) {
      case TIMEOUT -> wallTime(known, m);
      case COMPILE_TIMEOUT -> compileTime(known, m);
      case IDLE -> idle(known, m);
      case CPU -> processorTime(known, m);
      case OUTPUT -> flood(known, m);
      case COMPILE -> notCompiled(report, m);
      case EXIT -> exited(report, m);
    };
  }

  private static Verdict exited(Report report, Measured m) {
    Optional<Report> known = Optional.of(report);
    if (report.signal() != 0) {
      return signalled(report, m);
    }
    if (report.code() == 0) {
      return verdict(State.COMPLETED, Reason.EXITED, "finished", known, m);
    }
    String code = "exit code " + report.code();
    return report.diskFull()
        ? verdict(State.FAILED, Reason.DISK, code + "; " + diskFull(m), known, m)
        : verdict(State.FAILED, Reason.EXIT_CODE, code, known, m);
  }

  private static String diskFull(Measured m) {
    return "the disk was full: /work holds "
        + Sentences.size(m.limits().work())
        + " in "
        + m.limits().inodes()
        + " files, /tmp "
        + Sentences.size(m.limits().temporary());
  }

  private static Verdict memory(Optional<Report> report, Measured m) {
    String limit = Sentences.size(m.limits().memory());
    boolean compiler = report.filter(r -> r.why() == Exit.Why.COMPILE).isPresent();
    return verdict(
        State.FAILED,
        Reason.MEMORY,
        (compiler ? "the compiler used " : "used ") + limit + " of " + limit + " of memory",
        report,
        m);
  }

  private static Verdict idle(Optional<Report> report, Measured m) {
    String limit = Sentences.time(m.limits().idle());
    return verdict(
        State.TIMEOUT,
        Reason.IDLE,
        m.awaitsInput()
            ? "waited " + limit + " for input nobody gave"
            : "did nothing for " + limit + ": no output, no input, no work",
        report,
        m);
  }

  private static Verdict processorTime(Optional<Report> report, Measured m) {
    return verdict(
        State.TIMEOUT,
        Reason.CPU_TIME,
        "used its " + Sentences.time(m.limits().cpu()) + " of processor time",
        report,
        m);
  }

  private static Verdict notCompiled(Report report, Measured m) {
    boolean interrupted = report.signal() == INTERRUPT || report.code() == 128 + INTERRUPT;
    return verdict(
        State.FAILED,
        Reason.COMPILE_ERROR,
        interrupted ? "compiling was interrupted" : "did not compile",
        Optional.of(report),
        m);
  }

  private static Verdict flood(Optional<Report> report, Measured m) {
    return verdict(
        State.FAILED,
        Reason.OUTPUT,
        "stopped: more than " + Sentences.size(m.limits().output()) + " of output",
        report,
        m);
  }

  private static Verdict signalled(Report report, Measured m) {
    Optional<Report> known = Optional.of(report);
    return switch (report.signal()) {
      case FILE_SIZE ->
          verdict(
              State.FAILED,
              Reason.DISK,
              "wrote a file of more than " + Sentences.size(m.limits().fileSize()),
              known,
              m);
      case PROCESSOR_TIME -> processorTime(known, m);
      default ->
          verdict(
              State.FAILED,
              Reason.SIGNAL,
              "ended by " + Sentences.signal(report.signal()),
              known,
              m);
    };
  }

  private static Verdict compileTime(Optional<Report> report, Measured m) {
    return verdict(
        State.TIMEOUT,
        Reason.WALL_TIME,
        "compiling took longer than " + Sentences.time(m.limits().compile()),
        report,
        m);
  }

  private static Verdict wallTime(Optional<Report> report, Measured m) {
    return verdict(
        State.TIMEOUT,
        Reason.WALL_TIME,
        "time limit of " + Sentences.time(m.limits().wall()) + " reached",
        report,
        m);
  }

  private static Verdict verdict(
      State state, Reason reason, String message, Optional<Report> report, Measured m) {
    boolean ownCode =
        reason == Reason.EXITED
            || reason == Reason.EXIT_CODE
            || reason == Reason.SIGNAL
            || reason == Reason.DISK;
    return new Verdict(
        state,
        reason,
        ownCode ? OptionalInt.of(report.orElseThrow().code()) : OptionalInt.empty(),
        message,
        m.phases().run(),
        report.map(Report::cpu).orElse(Duration.ZERO),
        report.map(Report::peakMemory).orElse(0L),
        m.output().written(),
        m.output().exceeded() || report.filter(Report::truncated).isPresent(),
        m.phases());
  }
}
