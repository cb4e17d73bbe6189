package dev.parley.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.language.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarmPoolTest {

  private static final Language PYTHON = FakeEngine.language("python");
  private static final Language JAVA = FakeEngine.language("java");
  private static final PoolSettings SETTINGS =
      new PoolSettings(
          1, Map.of("python", 2), 4, 6, 2, Duration.ofMinutes(30), Duration.ofMinutes(10));

  private final AtomicLong now = new AtomicLong();
  private FakeEngine engine = FakeEngine.ready();
  private WarmPool pool;

  @AfterEach
  void nothingIsLeft() {
    pool.close();
    assertThat(engine.open()).isZero();
  }

  private void open(FakeEngine with) {
    engine = with;
    pool = new WarmPool(engine, SETTINGS, now::get);
  }

  private void awaitIdle(int count) {
    await().untilAsserted(() -> assertThat(pool.numbers().idle()).isEqualTo(count));
  }

  private static Lease get(CompletableFuture<Lease> borrowed) throws Exception {
    return borrowed.get(10, TimeUnit.SECONDS);
  }

  @Test
  void keepsAsManyAsTheSettingSays() {
    open(FakeEngine.ready());
    pool.stock(PYTHON);
    pool.stock(JAVA);
    awaitIdle(3);
    assertThat(engine.mostBooting()).isLessThanOrEqualTo(2);
  }

  @Test
  void lendsWhatIsReadyAtOnceAndMakesAnother() throws Exception {
    open(FakeEngine.ready());
    pool.stock(PYTHON);
    awaitIdle(2);
    CompletableFuture<Lease> borrowed = pool.borrow(PYTHON);
    assertThat(borrowed).isDone();
    assertThat(get(borrowed).warm()).isTrue();
    awaitIdle(2);
    assertThat(pool.numbers().inUse()).isOne();
    get(borrowed).close();
    assertThat(pool.numbers().inUse()).isZero();
  }

  @Test
  void saysWhatItHoldsOfEachLanguage() throws Exception {
    open(FakeEngine.ready());
    pool.stock(PYTHON);
    pool.stock(JAVA);
    awaitIdle(3);
    try (Lease lease = get(pool.borrow(PYTHON))) {
      awaitIdle(3);
      assertThat(pool.numbers("python")).isEqualTo(new PoolNumbers(2, 0, 1, 0));
      assertThat(pool.numbers("java")).isEqualTo(new PoolNumbers(1, 0, 0, 0));
      assertThat(pool.numbers("cobol")).isEqualTo(new PoolNumbers(0, 0, 0, 0));
      assertThat(pool.numbers()).isEqualTo(new PoolNumbers(3, 0, 1, 0));
      assertThat(lease.warm()).isTrue();
    }
    assertThat(pool.numbers("python").inUse()).isZero();
  }

  @Test
  void aContainerServesOneRun() throws Exception {
    open(FakeEngine.ready());
    pool.stock(PYTHON);
    List<Sandbox> seen = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      try (Lease lease = get(pool.borrow(PYTHON))) {
        assertThat(seen).doesNotContain(lease.sandbox());
        seen.add(lease.sandbox());
      }
      assertThat(((FakeSandbox) seen.getLast()).isClosed()).isTrue();
    }
  }

  @Test
  void aBorrowerWhoMeetsAnEmptyShelfGetsTheNextOneBuilt() throws Exception {
    open(FakeEngine.gated());
    CompletableFuture<Lease> first = pool.borrow(PYTHON);
    CompletableFuture<Lease> second = pool.borrow(PYTHON);
    CompletableFuture<Lease> third = pool.borrow(JAVA);
    await().untilAsserted(() -> assertThat(pool.numbers().building()).isEqualTo(2));
    assertThat(pool.numbers().waiting()).isEqualTo(3);
    engine.allow(3);
    assertThat(get(first).warm()).isFalse();
    get(second);
    get(third).close();
    get(first).close();
    get(second).close();
    assertThat(engine.mostBooting()).isEqualTo(2);
  }

  /** Forty runs at once took half as long again while anchors were made beside them. */
  @Test
  void theEngineIsAtLeisureOnceNothingIsMadeAnyMore() throws Exception {
    open(FakeEngine.gated());
    CompletableFuture<Lease> borrowed = pool.borrow(JAVA);
    await().untilAsserted(() -> assertThat(pool.numbers().building()).isEqualTo(1));
    pool.keepHouse();
    assertThat(engine.leisures()).isZero();
    engine.allow(1);
    get(borrowed).close();
    await().untilAsserted(() -> assertThat(pool.numbers().building()).isZero());
    pool.keepHouse();
    assertThat(engine.leisures()).isPositive();
  }

  @Test
  void aBorrowerComesBeforeTheShelves() throws Exception {
    open(FakeEngine.gated());
    pool.stock(PYTHON);
    await().untilAsserted(() -> assertThat(pool.numbers().building()).isEqualTo(2));
    CompletableFuture<Lease> java = pool.borrow(JAVA);
    CompletableFuture<Lease> python = pool.borrow(PYTHON);
    engine.allow(1);
    get(python).close();
    engine.allow(1);
    engine.allow(1);
    get(java).close();
    engine.allow(20);
  }

  @Test
  void whoGivesUpLeavesTheContainerToTheNext() throws Exception {
    open(FakeEngine.gated());
    CompletableFuture<Lease> gone = pool.borrow(PYTHON);
    CompletableFuture<Lease> patient = pool.borrow(PYTHON);
    gone.cancel(false);
    assertThat(pool.numbers().waiting()).isOne();
    engine.allow(1);
    get(patient).close();
    // The second of the two was made in haste, for nobody after all, and is not put onto the shelf.
    engine.allow(1);
    await().untilAsserted(() -> assertThat(engine.all()).hasSize(2));
    await().untilAsserted(() -> assertThat(engine.open()).isZero());
    assertThat(pool.numbers().idle()).isZero();
  }

  @Test
  void aFailedBuildFailsItsBorrower() {
    open(FakeEngine.ready());
    engine.failWith("the disk is full");
    assertThatThrownBy(() -> get(pool.borrow(PYTHON)))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(EngineException.class)
        .hasMessageContaining("the disk is full");
    engine.recover();
  }

  @Test
  void aShelfRestsAfterAFailureAndFillsWhenItHasRested() {
    open(FakeEngine.ready());
    engine.failWith("the disk is full");
    pool.stock(JAVA);
    await().untilAsserted(() -> assertThat(pool.numbers().building()).isZero());
    engine.recover();
    pool.keepHouse();
    assertThat(pool.numbers().idle() + pool.numbers().building()).isZero();
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    pool.keepHouse();
    awaitIdle(1);
  }

  @Test
  void whatDiesWhileItWaitsIsBuriedAndReplaced() throws Exception {
    open(FakeEngine.ready());
    pool.stock(JAVA);
    awaitIdle(1);
    FakeSandbox first = engine.next();
    first.die("killed from outside");
    await().untilAsserted(() -> assertThat(first.isClosed()).isTrue());
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    pool.keepHouse();
    awaitIdle(1);
    try (Lease lease = get(pool.borrow(JAVA))) {
      assertThat(lease.sandbox()).isNotSameAs(first);
    }
  }

  @Test
  void whatDiedUnnoticedIsNotLent() throws Exception {
    open(FakeEngine.ready());
    pool.stock(JAVA);
    awaitIdle(1);
    FakeSandbox first = engine.next();
    first.close();
    try (Lease lease = get(pool.borrow(JAVA))) {
      assertThat(lease.sandbox()).isNotSameAs(first);
    }
  }

  @Test
  void theAgedAreReplaced() throws Exception {
    open(FakeEngine.ready());
    pool.stock(JAVA);
    awaitIdle(1);
    FakeSandbox first = engine.next();
    now.addAndGet(Duration.ofMinutes(31).toNanos());
    pool.keepHouse();
    await().untilAsserted(() -> assertThat(first.isClosed()).isTrue());
    awaitIdle(1);
  }

  @Test
  void missesMakeAShelfGrowAndCalmMakesItShrink() throws Exception {
    open(FakeEngine.ready());
    pool.stock(JAVA);
    awaitIdle(1);
    List<Lease> leases = new ArrayList<>();
    engine.failWith("not now");
    leases.add(get(pool.borrow(JAVA)));
    assertThatThrownBy(() -> get(pool.borrow(JAVA))).isInstanceOf(ExecutionException.class);
    engine.recover();
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    pool.keepHouse();
    awaitIdle(2);
    now.addAndGet(Duration.ofMinutes(11).toNanos());
    pool.keepHouse();
    awaitIdle(1);
    leases.forEach(Lease::close);
  }

  @Test
  void neverHoldsMoreThanTheTotal() throws Exception {
    open(FakeEngine.ready());
    for (int i = 0; i < 10; i++) {
      pool.stock(FakeEngine.language("language-" + i));
    }
    awaitIdle(6);
    pool.keepHouse();
    assertThat(pool.numbers().idle() + pool.numbers().building()).isEqualTo(6);
  }

  /** The languages that came first once kept every place, and later ones were cold for ever. */
  @Test
  void whereMoreAreInUseThanMayWaitTheOneUsedLastComesFirst() throws Exception {
    open(FakeEngine.ready());
    for (int i = 0; i < 6; i++) {
      pool.stock(FakeEngine.language("language-" + i));
    }
    awaitIdle(6);
    for (int i = 5; i > 0; i--) {
      get(pool.borrow(FakeEngine.language("language-" + i))).close();
    }
    pool.stock(JAVA);
    get(pool.borrow(JAVA)).close();
    pool.keepHouse();
    await()
        .untilAsserted(
            () -> {
              assertThat(pool.numbers("java").idle()).isPositive();
              assertThat(pool.numbers("language-0").idle()).isZero();
              assertThat(pool.numbers().idle()).isEqualTo(6);
            });
    get(pool.borrow(FakeEngine.language("language-0"))).close();
    pool.keepHouse();
    await()
        .untilAsserted(
            () -> {
              assertThat(pool.numbers("language-0").idle()).isPositive();
              assertThat(pool.numbers("java").idle()).isPositive();
              assertThat(pool.numbers().idle()).isEqualTo(6);
            });
  }

  @Test
  void withoutAnEngineABorrowerIsToldAtOnce() {
    open(FakeEngine.ready());
    engine.breakDown("No container engine answers.");
    assertThat(pool.outage()).contains("No container engine answers.");
    CompletableFuture<Lease> borrowed = pool.borrow(PYTHON);
    assertThat(borrowed).isCompletedExceptionally();
    pool.stock(PYTHON);
    assertThat(pool.numbers().building()).isZero();
    engine.recover();
    pool.keepHouse();
    await().untilAsserted(() -> assertThat(pool.numbers().idle()).isGreaterThanOrEqualTo(2));
  }

  @Test
  void closingUnderLoadAnswersEverybodyAndLeavesNothing() throws Exception {
    open(FakeEngine.gated());
    pool.stock(PYTHON);
    pool.stock(JAVA);
    List<CompletableFuture<Lease>> borrowed = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      borrowed.add(pool.borrow(i % 2 == 0 ? PYTHON : JAVA));
    }
    Thread closing = Thread.ofVirtual().start(pool::close);
    await().untilAsserted(() -> assertThat(borrowed).allMatch(CompletableFuture::isDone));
    engine.allow(100);
    assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
    assertThat(pool.borrow(PYTHON)).isCompletedExceptionally();
  }
}
