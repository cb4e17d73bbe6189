package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.container.Exit;
import dev.parley.container.Exit.Why;
import dev.parley.container.FakeEngine;
import dev.parley.container.FakeSandbox;
import dev.parley.execution.Verdict.Phases;
import dev.parley.execution.Verdict.Reason;
import dev.parley.execution.Verdict.State;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictsTest {

  private static final Exit LOST = new Exit.Lost("gone", Exit.Cause.OUTSIDE);
  private static final Ending STOPPED = new Ending.Stopped("Ana");

  private static Exit report(Why why, int code, int signal, boolean outOfMemory) {
    return FakeSandbox.report(why, code, signal, outOfMemory);
  }

  static Stream<Arguments> endings() {
    return Stream.of(
        row(null, report(Why.EXIT, 0, 0, false), State.COMPLETED, Reason.EXITED, "finished"),
        row(null, report(Why.EXIT, 0, 0, true), State.COMPLETED, Reason.EXITED, "finished"),
        row(null, report(Why.EXIT, 3, 0, false), State.FAILED, Reason.EXIT_CODE, "exit code 3"),
        row(null, report(Why.EXIT, 137, 0, false), State.FAILED, Reason.EXIT_CODE, "exit code 137"),
        row(
            null,
            report(Why.EXIT, 137, 9, false),
            State.FAILED,
            Reason.SIGNAL,
            "ended by signal 9 (killed)"),
        row(
            null,
            report(Why.EXIT, 137, 9, true),
            State.FAILED,
            Reason.MEMORY,
            "used 256 MB of 256 MB of memory"),
        row(
            null,
            report(Why.EXIT, 139, 11, false),
            State.FAILED,
            Reason.SIGNAL,
            "ended by signal 11 (segmentation fault)"),
        row(
            null,
            report(Why.EXIT, 162, 34, false),
            State.FAILED,
            Reason.SIGNAL,
            "ended by signal 34"),
        row(
            null,
            report(Why.EXIT, 153, 25, false),
            State.FAILED,
            Reason.DISK,
            "wrote a file of more than 16 MB"),
        row(
            null,
            report(Why.EXIT, 152, 24, false),
            State.TIMEOUT,
            Reason.CPU_TIME,
            "used its 30 s of processor time"),
        row(
            null,
            report(Why.TIMEOUT, 137, 9, false),
            State.TIMEOUT,
            Reason.WALL_TIME,
            "time limit of 60 s reached"),
        row(
            null,
            report(Why.IDLE, 137, 9, false),
            State.TIMEOUT,
            Reason.IDLE,
            "did nothing for 40 s: no output, no input, no work"),
        row(
            null,
            report(Why.CPU, 137, 9, false),
            State.TIMEOUT,
            Reason.CPU_TIME,
            "used its 30 s of processor time"),
        row(
            null,
            FakeSandbox.withFullDisk(1),
            State.FAILED,
            Reason.DISK,
            "exit code 1; the disk was full: /work holds 64 MB in 4096 files, /tmp 32 MB"),
        row(null, FakeSandbox.withFullDisk(0), State.COMPLETED, Reason.EXITED, "finished"),
        row(
            null,
            new Exit.Lost("gone", Exit.Cause.MEMORY),
            State.FAILED,
            Reason.MEMORY,
            "used 256 MB of 256 MB of memory"),
        row(
            null,
            new Exit.Lost("gone", Exit.Cause.KERNEL),
            State.CANCELLED,
            Reason.STOPPED,
            "its sandbox ended: more memory or processes than it may have, or stopped from"
                + " outside"),
        row(
            null,
            report(Why.COMPILE, 130, 0, false),
            State.FAILED,
            Reason.COMPILE_ERROR,
            "compiling was interrupted"),
        row(
            null,
            report(Why.OUTPUT, 137, 9, false),
            State.FAILED,
            Reason.OUTPUT,
            "stopped: more than 1 MB of output"),
        row(
            null,
            report(Why.COMPILE, 1, 0, false),
            State.FAILED,
            Reason.COMPILE_ERROR,
            "did not compile"),
        row(
            null,
            report(Why.COMPILE, 1, 0, true),
            State.FAILED,
            Reason.MEMORY,
            "the compiler used 256 MB of 256 MB of memory"),
        row(
            null,
            report(Why.COMPILE_TIMEOUT, 137, 9, false),
            State.TIMEOUT,
            Reason.WALL_TIME,
            "compiling took longer than 20 s"),
        row(
            null,
            LOST,
            State.CANCELLED,
            Reason.STOPPED,
            "stopped from outside: its container was ended"),
        row(
            STOPPED,
            report(Why.EXIT, 137, 9, false),
            State.CANCELLED,
            Reason.STOPPED,
            "stopped by Ana after 4.2 s"),
        row(STOPPED, LOST, State.CANCELLED, Reason.STOPPED, "stopped by Ana after 4.2 s"),
        row(STOPPED, null, State.CANCELLED, Reason.STOPPED, "stopped by Ana after 4.2 s"),
        row(STOPPED, report(Why.EXIT, 0, 0, false), State.COMPLETED, Reason.EXITED, "finished"),
        row(
            STOPPED,
            report(Why.TIMEOUT, 137, 9, false),
            State.TIMEOUT,
            Reason.WALL_TIME,
            "time limit of 60 s reached"),
        row(
            new Ending.Abandoned(),
            null,
            State.CANCELLED,
            Reason.ABANDONED,
            "stopped: nobody was left in the room"),
        row(
            new Ending.Interrupted(),
            LOST,
            State.CANCELLED,
            Reason.INTERRUPTED,
            "interrupted: the server was stopped"),
        row(
            new Ending.Flood(),
            report(Why.EXIT, 0, 0, false),
            State.FAILED,
            Reason.OUTPUT,
            "stopped: more than 1 MB of output"),
        row(
            new Ending.WallTime(),
            LOST,
            State.TIMEOUT,
            Reason.WALL_TIME,
            "time limit of 60 s reached"),
        row(
            new Ending.CompileTime(),
            LOST,
            State.TIMEOUT,
            Reason.WALL_TIME,
            "compiling took longer than 20 s"),
        row(new Ending.Broken("our fault"), LOST, State.FAILED, Reason.ENGINE, "our fault"));
  }

  private static Arguments row(
      Ending ending, Exit exit, State state, Reason reason, String message) {
    return Arguments.of(
        Optional.ofNullable(ending), Optional.ofNullable(exit), state, reason, message);
  }

  @Test
  void whoWaitedForInputIsToldSo() {
    Verdict verdict =
        Verdicts.of(
            Optional.empty(),
            Optional.of(report(Why.IDLE, 137, 9, false)),
            new Verdicts.Measured(
                FakeEngine.language("x").limits(),
                Phases.NONE,
                Duration.ofSeconds(41),
                true,
                new OutputBudget(10)));
    assertThat(verdict.message()).isEqualTo("waited 40 s for input nobody gave");
  }

  @ParameterizedTest
  @MethodSource("endings")
  void everyEndHasOneSentence(
      Optional<Ending> ending, Optional<Exit> exit, State state, Reason reason, String message) {
    Verdict verdict =
        Verdicts.of(
            ending,
            exit,
            new Verdicts.Measured(
                FakeEngine.language("x").limits(),
                Phases.NONE,
                Duration.ofMillis(4215),
                false,
                new OutputBudget(10)));
    assertThat(verdict.state()).isEqualTo(state);
    assertThat(verdict.reason()).isEqualTo(reason);
    assertThat(verdict.message()).isEqualTo(message);
    boolean itsOwn =
        reason == Reason.EXITED
            || reason == Reason.EXIT_CODE
            || reason == Reason.SIGNAL
            || reason == Reason.DISK;
    assertThat(verdict.exitCode().isPresent()).isEqualTo(itsOwn);
  }
}
