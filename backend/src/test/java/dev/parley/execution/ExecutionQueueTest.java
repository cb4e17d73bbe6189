package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.container.Exit;
import dev.parley.container.FakeEngine;
import dev.parley.container.FakeSandbox;
import dev.parley.container.PoolSettings;
import dev.parley.container.WarmPool;
import dev.parley.execution.Verdict.Reason;
import dev.parley.execution.Verdict.State;
import dev.parley.language.Language;
import dev.parley.language.LanguageState;
import dev.parley.language.LanguageStates;
import dev.parley.language.LimitCeiling;
import dev.parley.language.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecutionQueueTest {

  private static final Language PYTHON = FakeEngine.language("python");
  private static final PoolSettings COLD =
      new PoolSettings(0, Map.of(), 0, 0, 2, Duration.ofMinutes(30), Duration.ofMinutes(10));

  private final AtomicInteger ids = new AtomicInteger();
  private FakeEngine engine;
  private WarmPool pool;
  private ExecutionQueue queue;
  private LanguageState.Stage stage = LanguageState.Stage.READY;

  @AfterEach
  void nothingIsLeft() {
    queue.close();
    pool.close();
    assertThat(engine.open()).isZero();
    assertThat(queue.load().running()).isZero();
    assertThat(queue.load().waiting()).isZero();
  }

  private static ExecutionSettings settings(int slots, int waiting) {
    return new ExecutionSettings(
        slots,
        waiting,
        4,
        1000,
        2000,
        1000,
        64 << 10,
        Duration.ofSeconds(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(50),
        Duration.ofSeconds(5));
  }

  private void open(FakeEngine with, int slots, int waiting) {
    engine = with;
    pool = new WarmPool(engine, COLD, System::nanoTime);
    queue =
        new ExecutionQueue(
            pool,
            new LanguageStates() {
              @Override
              public List<LanguageState> all() {
                return List.of(of("python"));
              }

              @Override
              public LanguageState of(String id) {
                return new LanguageState(id, stage, "its image is being built.");
              }

              @Override
              public LanguageState want(String id) {
                if (stage == LanguageState.Stage.OFFERED) {
                  stage = LanguageState.Stage.WAITING;
                }
                return of(id);
              }
            },
            settings(slots, waiting),
            System::nanoTime);
  }

  private void open() {
    open(FakeEngine.ready(), 4, 10);
  }

  private ExecutionRequest request(String owner, Language language, String stdin) {
    return request(new Owner(owner, 1), language, stdin);
  }

  private ExecutionRequest request(Owner owner, Language language, String stdin) {
    return new ExecutionRequest(
        "run-" + ids.incrementAndGet(),
        owner,
        language,
        language.limits(),
        Map.of("main.x", "code"),
        "main.x",
        List.of("an argument"),
        new Stdin(stdin, true),
        Optional.of(Window.STANDARD));
  }

  private Execution run(String owner, Heard heard) {
    return accepted(queue.submit(request(owner, PYTHON, ""), heard));
  }

  private static Execution accepted(Admission admission) {
    assertThat(admission).isInstanceOf(Admission.Accepted.class);
    return ((Admission.Accepted) admission).execution();
  }

  private static Admission.Reason refused(Admission admission) {
    assertThat(admission).isInstanceOf(Admission.Refused.class);
    assertThat(((Admission.Refused) admission).message()).isNotBlank();
    return ((Admission.Refused) admission).reason();
  }

  @Test
  void aRunIsStartedHeardAndJudged() throws Exception {
    open();
    Heard heard = new Heard();
    run("room", heard);
    FakeSandbox sandbox = engine.next().awaitStart();
    assertThat(sandbox.request().run()).containsExactly("python", "main.x", "an argument");
    assertThat(sandbox.request().terminal()).isPresent();
    sandbox.running();
    sandbox.print("hello\r\n");
    heard.await("hello");
    sandbox.exit(0);
    Verdict verdict = heard.verdict();
    assertThat(heard.words()).containsExactly("started", "TERMINAL hello\r\n", "finished");
    assertThat(verdict.state()).isEqualTo(State.COMPLETED);
    assertThat(verdict.reason()).isEqualTo(Reason.EXITED);
    assertThat(verdict.exitCode()).hasValue(0);
    assertThat(verdict.outputBytes()).isEqualTo(7);
    assertThat(verdict.executionTime()).isEqualTo(Duration.ofMillis(7));
    assertThat(verdict.phases().firstOutput()).isPositive();
    await().untilAsserted(() -> assertThat(sandbox.isClosed()).isTrue());
  }

  @Test
  void outputOfAProgramThatEndsAtOnceIsComplete() throws Exception {
    open();
    for (int i = 0; i < 50; i++) {
      Heard heard = new Heard();
      run("room", heard);
      FakeSandbox sandbox = engine.next().awaitStart();
      sandbox.running();
      sandbox.print("a");
      sandbox.print("b");
      sandbox.exit(3);
      assertThat(heard.verdict().message()).isEqualTo("exit code 3");
      assertThat(heard.text()).isEqualTo("ab");
    }
  }

  @Test
  void compilerWordsAreTheCompilers() throws Exception {
    open();
    Heard heard = new Heard();
    run("room", heard);
    FakeSandbox sandbox = engine.next().awaitStart();
    sandbox.compiling();
    sandbox.complain("error: no");
    sandbox.exit(FakeSandbox.report(Exit.Why.COMPILE, 1, 0, false));
    assertThat(heard.verdict().reason()).isEqualTo(Reason.COMPILE_ERROR);
    assertThat(heard.verdict().exitCode()).isEmpty();
    assertThat(heard.words()).contains("STDERR error: no");
  }

  @Test
  void inputIsKeptBeforeTheStartAndGoesStraightOnAfter() throws Exception {
    open(FakeEngine.gated(), 1, 1);
    Heard heard = new Heard();
    Execution run = accepted(queue.submit(request("room", PYTHON, "first "), heard));
    assertThat(run.input("second ")).isTrue();
    assertThat(run.input("x".repeat(2000))).isFalse();
    run.resize(new Window(100, 30));
    engine.allow(1);
    FakeSandbox sandbox = engine.next().awaitStart();
    await().untilAsserted(() -> assertThat(sandbox.typed()).isEqualTo("first second <100x30>"));
    assertThat(run.input("third")).isTrue();
    assertThat(sandbox.inputEnded()).isFalse();
    run.endInput();
    assertThat(sandbox.inputEnded()).isTrue();
    assertThat(run.input("late")).isFalse();
    sandbox.exit(0);
    heard.verdict();
    assertThat(run.input("too late")).isFalse();
  }

  @Test
  void withoutATerminalInputEndsAfterWhatWasGiven() throws Exception {
    open();
    Heard heard = new Heard();
    ExecutionRequest piped =
        new ExecutionRequest(
            "piped",
            new Owner("room", 1),
            PYTHON,
            PYTHON.limits(),
            Map.of("main.x", ""),
            "main.x",
            List.of(),
            new Stdin("given", false),
            Optional.empty());
    Execution run = accepted(queue.submit(piped, heard));
    FakeSandbox sandbox = engine.next().awaitStart();
    await().untilAsserted(() -> assertThat(sandbox.inputEnded()).isTrue());
    assertThat(sandbox.typed()).isEqualTo("given");
    assertThat(run.input("more")).isFalse();
    sandbox.running();
    sandbox.print("\u001b[6n");
    sandbox.complain("oh");
    sandbox.exit(0);
    heard.verdict();
    assertThat(heard.words()).contains("STDOUT \u001b[6n", "STDERR oh");
  }

  @Test
  void anOwnerHasOneRunAtATime() throws Exception {
    open();
    Heard heard = new Heard();
    run("room", heard);
    assertThat(refused(queue.submit(request("room", PYTHON, ""), new Heard())))
        .isEqualTo(Admission.Reason.ALREADY_RUNNING);
    engine.next().awaitStart().exit(0);
    heard.verdict();
    Heard again = new Heard();
    run("room", again);
    engine.next().awaitStart().exit(0);
    again.verdict();
  }

  @Test
  void anOwnerMayRunAgainFromWithinTheVerdict() throws Exception {
    open();
    Heard second = new Heard();
    queue.submit(
        request("room", PYTHON, ""),
        new ExecutionListener() {
          @Override
          public void waiting(boolean forInput) {}

          @Override
          public void queued(Place place) {}

          @Override
          public void started(Duration waited, boolean warm) {}

          @Override
          public void output(OutputKind kind, String text) {}

          @Override
          public void finished(Verdict verdict) {
            run("room", second);
          }
        });
    engine.next().awaitStart().exit(0);
    engine.next().awaitStart().exit(0);
    assertThat(second.verdict().state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void whoWaitsIsToldThePlaceAndServedInTurn() throws Exception {
    open(FakeEngine.ready(), 1, 2);
    List<Heard> heard = List.of(new Heard(), new Heard(), new Heard());
    run("a", heard.get(0));
    FakeSandbox first = engine.next().awaitStart();
    run("b", heard.get(1));
    run("c", heard.get(2));
    assertThat(refused(queue.submit(request("d", PYTHON, ""), new Heard())))
        .isEqualTo(Admission.Reason.QUEUE_FULL);
    await().untilAsserted(() -> assertThat(heard.get(2).words()).containsExactly("queued 2"));
    first.exit(0);
    FakeSandbox second = engine.next().awaitStart();
    await()
        .untilAsserted(
            () -> assertThat(heard.get(2).words()).containsExactly("queued 2", "queued 1"));
    // Who has just run stands behind everybody.
    Heard again = new Heard();
    run("a", again);
    await().untilAsserted(() -> assertThat(again.words()).containsExactly("queued 2"));
    second.exit(0);
    assertThat(heard.get(1).verdict().phases().queue()).isPositive();
    engine.next().awaitStart().exit(0);
    heard.get(2).verdict();
    assertThat(again.isFinished()).isFalse();
    engine.next().awaitStart().exit(0);
    again.verdict();
  }

  @Test
  void aFloodOfOwnersIsServedWithinTheSlots() throws Exception {
    open(FakeEngine.ready(), 3, 100);
    List<Heard> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Heard heard = new Heard();
      all.add(heard);
      run("room-" + i, heard);
    }
    for (int i = 0; i < 60; i++) {
      assertThat(queue.load().running()).isLessThanOrEqualTo(3);
      assertThat(engine.open()).isLessThanOrEqualTo(3);
      engine.next().awaitStart().exit(0);
    }
    for (Heard heard : all) {
      assertThat(heard.verdict().state()).isEqualTo(State.COMPLETED);
    }
  }

  @Test
  void stopWhileWaitingLeavesTheQueue() throws Exception {
    open(FakeEngine.ready(), 1, 5);
    Heard first = new Heard();
    Heard second = new Heard();
    Heard third = new Heard();
    run("a", first);
    Execution waiting = run("b", second);
    run("c", third);
    waiting.stop("Ana");
    Verdict verdict = second.verdict();
    assertThat(verdict.state()).isEqualTo(State.CANCELLED);
    assertThat(verdict.message()).startsWith("stopped by Ana after");
    await().untilAsserted(() -> assertThat(third.words()).contains("queued 1"));
    engine.next().awaitStart().exit(0);
    engine.next().awaitStart().exit(0);
    third.verdict();
    assertThat(engine.all()).hasSize(2);
  }

  @Test
  void stopWhileStartingGivesTheContainerBack() throws Exception {
    open(FakeEngine.gated(), 1, 5);
    Heard heard = new Heard();
    Execution run = run("a", heard);
    await().untilAsserted(() -> assertThat(pool.numbers().waiting()).isOne());
    run.stop("Ana");
    assertThat(heard.verdict().reason()).isEqualTo(Reason.STOPPED);
    engine.allow(1);
    assertThat(engine.next().uses()).isZero();
  }

  @Test
  void stopWhileRunningEndsTheProgram() throws Exception {
    open();
    Heard heard = new Heard();
    Execution run = run("a", heard);
    FakeSandbox sandbox = engine.next().awaitStart();
    sandbox.running();
    run.stop("Ana");
    run.stop("Ben");
    Verdict verdict = heard.verdict();
    assertThat(verdict.message()).startsWith("stopped by Ana after");
    assertThat(verdict.cpu()).isPositive();
    assertThat(verdict.exitCode()).isEmpty();
  }

  @Test
  void stopThatTheSupervisorDoesNotHearKillsTheContainer() throws Exception {
    open();
    Heard heard = new Heard();
    Execution run = run("a", heard);
    FakeSandbox sandbox = engine.next().stubborn().awaitStart();
    sandbox.running();
    run.stop("Ana");
    assertThat(heard.verdict().reason()).isEqualTo(Reason.STOPPED);
  }

  @Test
  void stopThatNothingHearsStillGivesAVerdict() throws Exception {
    open();
    Heard heard = new Heard();
    Execution run = run("a", heard);
    FakeSandbox sandbox = engine.next().immortal().awaitStart();
    sandbox.running();
    run.stop("Ana");
    assertThat(heard.verdict().reason()).isEqualTo(Reason.STOPPED);
    await().untilAsserted(() -> assertThat(sandbox.isClosed()).isTrue());
  }

  @Test
  void aProgramThatEndedByItselfBeforeStopReachedItKeepsItsCode() throws Exception {
    open();
    Heard heard = new Heard();
    Execution run = run("a", heard);
    FakeSandbox sandbox = engine.next().stubborn().awaitStart();
    sandbox.running();
    run.stop("Ana");
    sandbox.exit(7);
    assertThat(heard.verdict().message()).isEqualTo("exit code 7");
  }

  @Test
  void theServersOwnGuardEndsWhatTheSupervisorForgot() throws Exception {
    open();
    Limits standard = PYTHON.limits();
    Limits brief =
        new Limits(
            Duration.ofMillis(30),
            standard.idle(),
            standard.cpu(),
            Duration.ofMillis(30),
            standard.memory(),
            1,
            1,
            1,
            1,
            1,
            1,
            standard.output());
    Heard running = new Heard();
    queue.submit(request("a", FakeEngine.language("brief", brief), ""), running);
    FakeSandbox first = engine.next().stubborn().awaitStart();
    first.running();
    assertThat(running.verdict().state()).isEqualTo(State.TIMEOUT);
    assertThat(running.verdict().reason()).isEqualTo(Reason.WALL_TIME);
    Heard compiling = new Heard();
    queue.submit(request("a", FakeEngine.language("brief", brief), ""), compiling);
    engine.next().awaitStart().compiling();
    assertThat(compiling.verdict().message()).startsWith("compiling took longer than");
  }

  @Test
  void aFloodIsCutSaidAndEnded() throws Exception {
    open();
    Heard heard = new Heard();
    run("a", heard);
    FakeSandbox sandbox = engine.next().stubborn().awaitStart();
    sandbox.running();
    byte[] piece = new byte[64 << 10];
    Arrays.fill(piece, (byte) 'x');
    for (int i = 0; i < 1600; i++) {
      sandbox.print(piece);
    }
    Verdict verdict = heard.verdict();
    assertThat(verdict.reason()).isEqualTo(Reason.OUTPUT);
    assertThat(verdict.truncated()).isTrue();
    assertThat(verdict.message()).isEqualTo("stopped: more than 1 MB of output");
    assertThat(heard.words()).contains("NOTICE Output was cut at 1 MB.");
    assertThat(heard.text().chars().filter(c -> c == 'x').count()).isEqualTo(1 << 20);
  }

  @Test
  void aCharacterSplitOverReadsStaysWhole() throws Exception {
    open();
    Heard heard = new Heard();
    run("a", heard);
    FakeSandbox sandbox = engine.next().awaitStart();
    sandbox.running();
    for (byte b : "naïve 日本 🐢".getBytes(StandardCharsets.UTF_8)) {
      sandbox.print(new byte[] {b});
    }
    sandbox.print(new byte[] {(byte) 0xf0, (byte) 0x9f});
    sandbox.exit(0);
    heard.verdict();
    assertThat(heard.text()).isEqualTo("naïve 日本 🐢\ufffd");
  }

  @Test
  void aContainerKilledFromOutsideIsSaidSo() throws Exception {
    open();
    Heard heard = new Heard();
    run("a", heard);
    FakeSandbox sandbox = engine.next().awaitStart();
    sandbox.running();
    sandbox.exit(new Exit.Lost("its output ended", Exit.Cause.OUTSIDE));
    assertThat(heard.verdict().reason()).isEqualTo(Reason.STOPPED);
    assertThat(heard.verdict().message()).contains("from outside");
  }

  @Test
  void anEngineThatGoesAwayIsOurFault() throws Exception {
    open();
    Heard heard = new Heard();
    run("a", heard);
    FakeSandbox sandbox = engine.next().awaitStart();
    sandbox.running();
    engine.breakDown("The container engine does not answer.");
    sandbox.exit(new Exit.Lost("its output ended", Exit.Cause.OUTSIDE));
    assertThat(heard.verdict().reason()).isEqualTo(Reason.ENGINE);
    assertThat(heard.verdict().message()).isEqualTo("The container engine does not answer.");
    assertThat(refused(queue.submit(request("a", PYTHON, ""), new Heard())))
        .isEqualTo(Admission.Reason.ENGINE_UNAVAILABLE);
  }

  @Test
  void anEngineThatGoesAwayDuringTheHandOverIsNoticed() throws Exception {
    open();
    Heard heard = new Heard();
    run("a", heard);
    engine.next().awaitStart();
    engine.breakDown("The container engine does not answer.");
    assertThat(heard.verdict().reason()).isEqualTo(Reason.ENGINE);
  }

  @Test
  void aContainerThatCannotBeMadeIsOurFault() throws Exception {
    open();
    engine.failWith("No space left.");
    Heard heard = new Heard();
    run("a", heard);
    Verdict verdict = heard.verdict();
    assertThat(verdict.reason()).isEqualTo(Reason.ENGINE);
    assertThat(verdict.message()).isEqualTo("No space left.");
    assertThat(heard.words()).containsExactly("finished");
  }

  @Test
  void aLanguageThatIsNotReadyIsRefused() {
    open();
    stage = LanguageState.Stage.BUILDING;
    Admission admission = queue.submit(request("a", PYTHON, ""), new Heard());
    assertThat(refused(admission)).isEqualTo(Admission.Reason.LANGUAGE_NOT_READY);
    assertThat(((Admission.Refused) admission).retryable()).isTrue();
    stage = LanguageState.Stage.OFFERED;
    Admission wanted = queue.submit(request("a", PYTHON, ""), new Heard());
    assertThat(((Admission.Refused) wanted).retryable()).isTrue();
    assertThat(stage).as("it was asked for").isEqualTo(LanguageState.Stage.WAITING);
    stage = LanguageState.Stage.OFFERED;
    queue.prepare(PYTHON);
    assertThat(stage).isEqualTo(LanguageState.Stage.WAITING);
    stage = LanguageState.Stage.MISSING;
    assertThat(
            ((Admission.Refused) queue.submit(request("a", PYTHON, ""), new Heard())).retryable())
        .isFalse();
  }

  @Test
  void slotsGoRoundBetweenOwners() throws Exception {
    open(FakeEngine.ready(), 1, 10);
    Heard holding = new Heard();
    run("room", holding);
    FakeSandbox first = engine.next().awaitStart();
    Owner greedy = new Owner("a program", 3);
    List<Heard> many = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Heard heard = new Heard();
      many.add(heard);
      accepted(queue.submit(request(greedy, PYTHON, ""), heard));
    }
    assertThat(refused(queue.submit(request(greedy, PYTHON, ""), new Heard())))
        .isEqualTo(Admission.Reason.ALREADY_RUNNING);
    Heard late = new Heard();
    run("another room", late);
    await().until(() -> late.words().contains("queued 2"));
    await().until(() -> many.get(1).words().contains("queued 3"));
    assertThat(late.expected()).as("nothing has run yet").isEmpty();
    first.exit(0);
    FakeSandbox second = engine.next().awaitStart();
    await().until(() -> many.get(0).words().contains("started"));
    await().until(() -> late.words().contains("queued 1"));
    assertThat(late.expected()).as("by what the first one took").isNotEmpty();
    second.exit(0);
    engine.next().awaitStart().exit(0);
    assertThat(late.verdict().message()).isEqualTo("finished");
    engine.next().awaitStart().exit(0);
    engine.next().awaitStart().exit(0);
    assertThat(many.get(2).verdict().reason()).isEqualTo(Reason.EXITED);
  }

  @Test
  void aRunWithLessMemoryIsConfined() throws Exception {
    open();
    Heard heard = new Heard();
    Limits less = PYTHON.limits().within(LimitCeiling.NONE.withMemory(64L << 20));
    accepted(
        queue.submit(
            new ExecutionRequest(
                "small",
                new Owner("room", 1),
                PYTHON,
                less,
                Map.of("main.x", ""),
                "main.x",
                List.of(),
                new Stdin("", false),
                Optional.empty()),
            heard));
    FakeSandbox sandbox = engine.next().awaitStart();
    assertThat(sandbox.confined()).isEqualTo(64L << 20);
    sandbox.exit(FakeSandbox.report(Exit.Why.EXIT, 137, 9, true));
    assertThat(heard.verdict().message()).isEqualTo("used 64 MB of 64 MB of memory");
  }

  @Test
  void abandonedRunsEnd() throws Exception {
    open();
    Heard heard = new Heard();
    Execution run = run("a", heard);
    engine.next().awaitStart().running();
    run.abandon();
    assertThat(heard.verdict().reason()).isEqualTo(Reason.ABANDONED);
  }

  @Test
  void closingUnderLoadGivesEverybodyAVerdict() throws Exception {
    open(FakeEngine.gated(), 3, 100);
    List<Heard> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Heard heard = new Heard();
      all.add(heard);
      run("room-" + i, heard);
    }
    engine.allow(2);
    engine.next().awaitStart().running();
    engine.next().awaitStart();
    queue.close();
    for (Heard heard : all) {
      assertThat(heard.isFinished()).isTrue();
      assertThat(heard.verdict().reason()).isEqualTo(Reason.INTERRUPTED);
    }
    assertThat(refused(queue.submit(request("late", PYTHON, ""), new Heard())))
        .isEqualTo(Admission.Reason.STOPPING);
    engine.allow(100);
  }

  @Test
  void aListenerThatThrowsHarmsNobodyElse() throws Exception {
    open(FakeEngine.ready(), 1, 5);
    queue.submit(
        request("a", PYTHON, ""),
        new ExecutionListener() {
          @Override
          public void waiting(boolean forInput) {}

          @Override
          public void queued(Place place) {}

          @Override
          public void started(Duration waited, boolean warm) {
            throw new IllegalStateException("a listener with a fault");
          }

          @Override
          public void output(OutputKind kind, String text) {}

          @Override
          public void finished(Verdict verdict) {
            throw new IllegalStateException("a listener with a fault");
          }
        });
    Heard heard = new Heard();
    run("b", heard);
    engine.next();
    FakeSandbox second = engine.next().awaitStart();
    second.exit(0);
    assertThat(heard.verdict().state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void aProgramIsHeldBackWhileNobodyReads() throws Exception {
    open();
    var gate = new java.util.concurrent.CountDownLatch(1);
    Heard heard = new Heard();
    ExecutionListener slow =
        new ExecutionListener() {
          @Override
          public void waiting(boolean forInput) {}

          @Override
          public void queued(Place place) {
            heard.queued(place);
          }

          @Override
          public void started(Duration waited, boolean warm) {
            heard.started(waited, warm);
          }

          @Override
          public void output(OutputKind kind, String text) {
            try {
              assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            heard.output(kind, text);
          }

          @Override
          public void finished(Verdict verdict) {
            heard.finished(verdict);
          }
        };
    queue.submit(request("a", PYTHON, ""), slow);
    FakeSandbox sandbox = engine.next().awaitStart();
    sandbox.running();
    AtomicInteger printed = new AtomicInteger();
    Thread program =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < 500; i++) {
                    sandbox.print("y".repeat(1024));
                    printed.incrementAndGet();
                  }
                  sandbox.exit(0);
                });
    await().until(() -> program.getState() == Thread.State.WAITING);
    assertThat(printed.get()).isLessThan(70);
    gate.countDown();
    heard.verdict();
    assertThat(heard.text()).hasSize(500 * 1024);
  }
}
