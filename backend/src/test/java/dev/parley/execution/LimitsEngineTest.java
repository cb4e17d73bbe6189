package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.execution.Verdict.Reason;
import dev.parley.execution.Verdict.State;
import dev.parley.language.Language;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs that want too much, and people who have had enough. */
class LimitsEngineTest {

  @AutoClose private static RealEngine real;

  @BeforeAll
  static void open() throws IOException {
    real = new RealEngine(1);
  }

  @AfterEach
  void afterCheck() throws Exception {
    real.afterCheck();
    assertThat(real.run(real.ready("python"), "print('still fine')").text())
        .isEqualTo("still fine\r\n");
    real.afterCheck();
  }

  @Test
  void stopEndsAProgramThatIgnoresSignals() throws Exception {
    Heard heard = new Heard();
    Execution run =
        real.start(
            real.ready("bash"),
            "trap '' INT TERM HUP QUIT\necho deaf\nwhile true; do sleep 1; done",
            "",
            heard);
    heard.await("deaf");
    long asked = System.nanoTime();
    run.stop("Ana");
    Verdict verdict = heard.verdict();
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
    assertThat(verdict.reason()).isEqualTo(Reason.STOPPED);
    assertThat(verdict.message()).startsWith("stopped by Ana after");
    assertThat(run.input("late")).isFalse();
  }

  @Test
  void stopEndsAProgramThatStopsItself() throws Exception {
    Heard heard = new Heard();
    Execution run =
        real.start(real.ready("bash"), "echo frozen; kill -STOP $$; echo thawed", "", heard);
    heard.await("frozen");
    run.stop("Ana");
    assertThat(heard.verdict().reason()).isEqualTo(Reason.STOPPED);
    assertThat(heard.text()).doesNotContain("thawed");
  }

  @Test
  void timeIsUpOnTime() throws Exception {
    Language python = RealEngine.within(real.ready("python"), Duration.ofMillis(700));
    Heard heard = real.run(python, "print('a', flush=True)\nwhile True: pass");
    assertThat(heard.verdict().state()).isEqualTo(State.TIMEOUT);
    assertThat(heard.verdict().reason()).isEqualTo(Reason.WALL_TIME);
    assertThat(heard.verdict().message()).isEqualTo("time limit of 0.7 s reached");
    assertThat(heard.verdict().executionTime())
        .isBetween(Duration.ofMillis(690), Duration.ofMillis(1700));
    assertThat(heard.text()).startsWith("a");
  }

  @Test
  void aBusyLoopUsesUpItsProcessorTime() throws Exception {
    Language python =
        within(Duration.ofSeconds(60), Duration.ofMillis(300), Duration.ofMillis(700));
    Heard heard = real.run(python, "while True: pass");
    assertThat(heard.verdict().state()).isEqualTo(State.TIMEOUT);
    assertThat(heard.verdict().reason()).isEqualTo(Reason.CPU_TIME);
    assertThat(heard.verdict().message()).isEqualTo("used its 0.7 s of processor time");
    assertThat(heard.verdict().cpu()).isBetween(Duration.ofMillis(600), Duration.ofMillis(1500));
  }

  /** Processor time is the sandbox's: children do not escape the count. */
  @Test
  void childrenUseUpTheSameProcessorTime() throws Exception {
    Language python =
        within(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMillis(700));
    Heard heard =
        real.run(
            python,
            "import os, time\nfor _ in range(3):\n  if os.fork() == 0:\n    while True: pass\n"
                + "time.sleep(60)");
    assertThat(heard.verdict().reason()).isEqualTo(Reason.CPU_TIME);
  }

  @Test
  void whoWaitsForInputNobodyGivesIsToldSoAndEnded() throws Exception {
    Language python = within(Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(30));
    Heard heard = new Heard();
    Execution run = real.start(python, "input('a? ')\ninput('b? ')", "", heard);
    heard.awaitWaiting();
    assertThat(run.input("1\n")).isTrue();
    heard.await("b? ");
    assertThat(heard.verdict().reason()).isEqualTo(Reason.IDLE);
    assertThat(heard.verdict().message()).isEqualTo("waited 1 s for input nobody gave");
  }

  @Test
  void whoSleepsIsNotWaitingForInput() throws Exception {
    Language bash =
        RealEngine.within(
            real.ready("bash"),
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));
    assertThat(real.run(bash, "exec sleep 60").verdict().message())
        .isEqualTo("did nothing for 1 s: no output, no input, no work");
  }

  @Test
  void aFullDiskIsNamed() throws Exception {
    Heard heard =
        real.run(
            real.ready("bash"),
            "for i in 1 2 3 4 5; do head -c 16000000 /dev/zero > f$i || exit 4; done");
    assertThat(heard.verdict().reason()).as(heard.text()).isEqualTo(Reason.DISK);
    assertThat(heard.verdict().message())
        .isEqualTo("exit code 4; the disk was full: /work holds 64 MB in 4096 files, /tmp 32 MB");
  }

  /** ^C typed before an interpreter that waits warm has its terminal was only echoed. */
  @Test
  void anInterruptThatComesFirstInterrupts() throws Exception {
    for (String id : List.of("python", "javascript", "bash")) {
      Heard heard = new Heard();
      String source =
          switch (id) {
            case "python" -> "import time\ntime.sleep(50)";
            case "javascript" -> "setTimeout(() => {}, 50000)";
            default -> "sleep 50";
          };
      Execution run = real.start(real.ready(id), source, "\u0003", heard);
      assertThat(heard.verdict().exitCode()).as(id + ": " + heard.text()).hasValue(130);
      assertThat(heard.text()).doesNotContain("warm.");
      assertThat(run.input("late")).isFalse();
    }
  }

  private static Language within(Duration wall, Duration idle, Duration cpu) {
    return RealEngine.within(real.ready("python"), wall, idle, cpu);
  }

  @Test
  void aMemoryBombIsEndedAndNamed() throws Exception {
    Heard heard = real.run(real.ready("python"), "a = []\nwhile True: a.append('x' * 10_000_000)");
    assertThat(heard.verdict().reason()).as(heard.text()).isEqualTo(Reason.MEMORY);
    assertThat(heard.verdict().message()).isEqualTo("used 256 MB of 256 MB of memory");
  }

  @Test
  void aForkBombStaysInItsBox() throws Exception {
    Language bash = RealEngine.within(real.ready("bash"), Duration.ofSeconds(2));
    Heard heard = real.run(bash, "b() { b | b & }; b; while true; do :; done");
    assertThat(heard.verdict().state()).isIn(State.TIMEOUT, State.FAILED);
  }

  @Test
  void aFloodIsCut() throws Exception {
    Heard heard = real.run(real.ready("bash"), "yes 0123456789");
    assertThat(heard.verdict().reason()).isEqualTo(Reason.OUTPUT);
    assertThat(heard.verdict().truncated()).isTrue();
    assertThat(heard.text()).hasSizeBetween(1 << 19, (1 << 20) + 100);
    assertThat(heard.words()).contains("NOTICE Output was cut at 1 MB.");
  }

  @Test
  void aSegmentationFaultIsNamed() throws Exception {
    Heard heard = real.run(real.ready("bash"), "kill -SEGV $$");
    assertThat(heard.verdict().reason()).isEqualTo(Reason.SIGNAL);
    assertThat(heard.verdict().message()).isEqualTo("ended by signal 11 (segmentation fault)");
    assertThat(heard.verdict().exitCode()).hasValue(139);
  }

  @Test
  void fourReasonsForNineAreFourSentences() throws Exception {
    assertThat(real.run(real.ready("bash"), "kill -KILL $$").verdict().message())
        .isEqualTo("ended by signal 9 (killed)");
    assertThat(real.run(real.ready("bash"), "exit 137").verdict().message())
        .isEqualTo("exit code 137");
  }

  @Test
  void aFileThatGrowsTooLargeIsNamed() throws Exception {
    Heard heard = real.run(real.ready("bash"), "exec head -c 40000000 /dev/zero > /work/big");
    assertThat(heard.verdict().reason()).as(heard.text()).isEqualTo(Reason.DISK);
  }

  @Test
  void queriesToTheTerminalAreNotPassedOn() throws Exception {
    Heard heard =
        real.run(
            real.ready("bash"),
            "printf 'a\\033[6n\\033[c\\033]0;title\\007\\033[31mred\\033[0m\\033[?1049hb\\n'");
    assertThat(heard.text()).isEqualTo("a\u001b[31mred\u001b[0mb\r\n");
  }

  @Test
  void inputIsBoundedAndLateInputIsRefused() throws Exception {
    Heard heard = new Heard();
    // Without echo, which would be a flood of output, and raw, so that the terminal holds it all.
    Execution run = real.start(real.ready("bash"), "stty raw -echo; echo up; sleep 60", "", heard);
    heard.await("up");
    String piece = "x".repeat(1 << 16);
    await().atMost(Duration.ofSeconds(20)).until(() -> !run.input(piece));
    run.stop("Ana");
    assertThat(heard.verdict().reason()).isEqualTo(Reason.STOPPED);
    assertThat(run.input("late")).isFalse();
  }
}
