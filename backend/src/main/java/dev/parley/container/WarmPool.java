package dev.parley.container;

import dev.parley.language.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Containers made ahead, each for one run.
 *
 * <p>Theory of operation. Every language has a shelf: the sandboxes that wait, the borrowers that
 * wait, and how many are being made. There is one mechanism. {@link #fill} looks at the shelves
 * and, while a builder is free, starts a build: first for the borrower who has waited longest, then
 * for the shelf with the lowest share of its target. The engine is told which ({@link Urgency}):
 * what somebody waits for gets ready for that one program, and is never put onto a shelf. A
 * finished build goes to the shelf's first borrower, or else onto the shelf. A cold run is
 * therefore nothing but a borrower who met an empty shelf, and a build under way when he came is
 * his.
 *
 * <p>Everything that takes time (making, destroying, telling borrowers) happens outside the lock,
 * on virtual threads of the pool's own. A failed build fails the borrower it was for; without one
 * the shelf rests for a while, longer with every failure in a row.
 *
 * <p>A miss makes the shelf's target grow by one up to a bound; a calm spell makes it shrink by
 * one, down to the setting. Where more languages are in use than may wait, the one that was used
 * last comes first. House-keeping runs every second: it replaces the aged, buries the dead,
 * shrinks, fills, and tells the engine when nothing is being made.
 */
public final class WarmPool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WarmPool.class);

  /**
   * A new container costs the processors what the program that was just started wants for itself,
   * to be compiled and to say its first word.
   */
  private static final Duration REFILL = Duration.ofMillis(250);

  private static final Duration CLOSING = Duration.ofSeconds(8);

  private final ContainerEngine engine;
  private final PoolSettings settings;
  private final LongSupplier nanos;
  private final ScheduledExecutorService houseKeeper;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private final Shelves shelves;
  private long borrowers;
  private int dying;
  private boolean closed;

  /**
   * @param nanos the monotonic clock, {@code System::nanoTime}
   */
  public WarmPool(ContainerEngine engine, PoolSettings settings, LongSupplier nanos) {
    this.engine = engine;
    this.settings = settings;
    this.nanos = nanos;
    this.shelves = new Shelves(settings);
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("warm-pool").factory());
    var unused = timer.scheduleWithFixedDelay(this::keepHouseSafely, 1, 1, TimeUnit.SECONDS);
    this.houseKeeper = timer;
  }

  /** Starts to keep containers of a language whose image is there. */
  public void stock(Language language) {
    lock.lock();
    try {
      Shelf shelf = shelves.of(language);
      shelf.floor = settings.target(language.id());
      shelf.target = Math.max(shelf.target, shelf.floor);
    } finally {
      lock.unlock();
    }
    fill();
  }

  /**
   * Borrows a sandbox: one that waits, or the next one made. The future fails with an {@link
   * EngineException} when none can be made. Who gives up cancels the future; a lease that has come
   * is the borrower's to close.
   */
  public CompletableFuture<Lease> borrow(Language language) {
    CompletableFuture<Lease> borrowed = new CompletableFuture<>();
    Lease ready = null;
    String refusal = null;
    lock.lock();
    try {
      Shelf shelf = shelves.of(language);
      shelf.lastUse = ++borrowers;
      if (closed) {
        refusal = "The server is stopping.";
      } else {
        Sandbox sandbox = shelf.take();
        if (sandbox != null) {
          shelf.inUse++;
          ready = lease(shelf, sandbox, true);
        } else {
          shelf.missed(settings, nanos.getAsLong());
          refusal = engine.outage().orElse(null);
          if (refusal == null) {
            Shelf.Borrower borrower = new Shelf.Borrower(borrowed, borrowers);
            shelf.borrowers.add(borrower);
            var unused =
                borrowed.whenComplete(
                    (lease, failure) -> over(() -> shelf.borrowers.remove(borrower)));
          }
        }
      }
    } finally {
      lock.unlock();
    }
    if (ready != null) {
      borrowed.complete(ready);
      fillSoon();
    } else if (refusal != null) {
      borrowed.completeExceptionally(new EngineException(refusal));
    } else {
      fill();
    }
    return borrowed;
  }

  private void fillSoon() {
    try {
      var unused = houseKeeper.schedule(this::fill, REFILL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The pool is closing and refills nothing", e);
    }
  }

  /** Why no sandbox can be had now, in one sentence; empty while the engine answers. */
  public Optional<String> outage() {
    return engine.outage();
  }

  /** What it holds now, of all languages together. */
  public PoolNumbers numbers() {
    lock.lock();
    try {
      return shelves.numbers();
    } finally {
      lock.unlock();
    }
  }

  /** What it holds now of one language, its sessions of another command included. */
  public PoolNumbers numbers(String language) {
    lock.lock();
    try {
      return shelves.numbers(language);
    } finally {
      lock.unlock();
    }
  }

  private void keepHouseSafely() {
    try {
      keepHouse();
    } catch (RuntimeException e) {
      // A timer drops a task that throws, and nobody would keep house any more.
      LOG.error("House-keeping failed", e);
    }
  }

  /** Replaces the aged and the dead, shrinks what is calm, fills what is short. */
  void keepHouse() {
    List<Runnable> deaths = new ArrayList<>();
    lock.lock();
    try {
      long now = nanos.getAsLong();
      for (Shelf shelf : shelves.all()) {
        shelf
            .cull(settings, now)
            .forEach(dead -> deaths.add(death(shelf, dead.sandbox(), dead.reason())));
      }
      shelves
          .spare(now)
          .ifPresent(
              spare ->
                  deaths.add(
                      death(
                          spare,
                          spare.idle.removeFirst().sandbox(),
                          "another language needs its place")));
    } finally {
      lock.unlock();
    }
    deaths.forEach(Runnable::run);
    fill();
    if (outage().isEmpty() && numbers().building() == 0) {
      engine.leisure();
    }
  }

  /** Starts builds while builders are free and somebody or some shelf wants one. */
  private void fill() {
    boolean up = engine.outage().isEmpty();
    lock.lock();
    try {
      while (!closed && shelves.numbers().building() < settings.builders()) {
        Optional<Shelf> awaited = shelves.awaited();
        Optional<Shelf> next =
            awaited.isPresent() || !up ? awaited : shelves.shortest(nanos.getAsLong());
        if (next.isEmpty()) {
          return;
        }
        Shelf shelf = next.get();
        Urgency urgency = awaited.isPresent() ? Urgency.AWAITED : Urgency.AHEAD;
        shelf.building++;
        Thread.ofVirtual().name("build-" + shelf.language.id()).start(() -> build(shelf, urgency));
      }
    } finally {
      lock.unlock();
    }
  }

  private void build(Shelf shelf, Urgency urgency) {
    Sandbox sandbox = null;
    EngineException failure = null;
    try {
      sandbox = engine.boot(shelf.language, urgency);
    } catch (EngineException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = new EngineException("The server is stopping.", e);
    } catch (RuntimeException e) {
      LOG.error("Booting a container of {} failed unexpectedly", shelf.language.id(), e);
      failure = new EngineException("The container engine failed.", e);
    }
    if (sandbox == null) {
      failed(shelf, failure);
    } else {
      built(shelf, sandbox, urgency);
    }
    fill();
  }

  private void built(Shelf shelf, Sandbox sandbox, Urgency urgency) {
    Lease lease = lease(shelf, sandbox, false);
    Optional<Shelf.Borrower> borrower = nextOrShelve(shelf, sandbox, urgency, shelf::built);
    // A borrower who gave up does not take it; then the next one may.
    while (borrower.isPresent() && !borrower.get().future().complete(lease)) {
      borrower = nextOrShelve(shelf, sandbox, urgency, () -> {});
    }
    if (borrower.isEmpty()) {
      sandbox.whenDead(reason -> bury(shelf, sandbox, reason));
    }
  }

  /**
   * @param first done under the same lock: of what is no longer being made and not yet here, one
   *     more would be made
   */
  private Optional<Shelf.Borrower> nextOrShelve(
      Shelf shelf, Sandbox sandbox, Urgency urgency, Runnable first) {
    Runnable death;
    lock.lock();
    try {
      first.run();
      Shelf.Borrower borrower = shelf.borrowers.poll();
      if (borrower != null) {
        return Optional.of(borrower);
      }
      shelf.inUse--;
      if (!closed && urgency == Urgency.AHEAD) {
        shelf.idle.add(new Shelf.Idle(sandbox, nanos.getAsLong()));
        return Optional.empty();
      }
      death =
          death(shelf, sandbox, closed ? "the server is stopping" : "nobody waits for it any more");
    } finally {
      lock.unlock();
    }
    death.run();
    return Optional.empty();
  }

  private void failed(Shelf shelf, EngineException failure) {
    Shelf.Borrower borrower;
    boolean stopping;
    lock.lock();
    try {
      borrower = shelf.borrowers.poll();
      shelf.failed(nanos.getAsLong());
      quiet.signalAll();
      stopping = closed;
    } finally {
      lock.unlock();
    }
    if (!stopping) {
      LOG.warn("No container of {}: {} ({})", shelf.language.id(), failure.getMessage(), numbers());
    }
    if (borrower != null) {
      borrower.future().completeExceptionally(failure);
    }
  }

  private void bury(Shelf shelf, Sandbox sandbox, String reason) {
    Runnable death = null;
    lock.lock();
    try {
      if (shelf.idle.removeIf(idle -> idle.sandbox().id().equals(sandbox.id()))) {
        death = death(shelf, sandbox, reason);
        shelf.lost(nanos.getAsLong());
      }
    } finally {
      lock.unlock();
    }
    if (death != null) {
      death.run();
    }
  }

  /** Call with the lock; run the answer without. */
  private Runnable death(Shelf shelf, Sandbox sandbox, String reason) {
    dying++;
    return () -> {
      LOG.info(
          "Container {} of {} destroyed: {} ({})",
          sandbox.id(),
          shelf.language.id(),
          reason,
          numbers());
      Thread.ofVirtual()
          .name("bury-" + sandbox.id())
          .start(
              () -> {
                try {
                  sandbox.close();
                } finally {
                  over(() -> dying--);
                }
              });
    };
  }

  private Lease lease(Shelf shelf, Sandbox sandbox, boolean warm) {
    return new Lease(sandbox, warm, () -> over(() -> shelf.inUse--));
  }

  private void over(Runnable change) {
    lock.lock();
    try {
      change.run();
      quiet.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Stops house-keeping, answers every borrower, destroys what waits and what is being made, and
   * waits for it. Borrowed sandboxes are their borrowers' to close, before this.
   */
  @Override
  public void close() {
    houseKeeper.shutdownNow();
    List<Runnable> deaths = new ArrayList<>();
    List<Shelf.Borrower> left = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      for (Shelf shelf : shelves.all()) {
        left.addAll(shelf.borrowers);
        shelf.borrowers.clear();
        shelf.idle.forEach(
            idle -> deaths.add(death(shelf, idle.sandbox(), "the server is stopping")));
        shelf.idle.clear();
      }
    } finally {
      lock.unlock();
    }
    left.forEach(
        b -> b.future().completeExceptionally(new EngineException("The server is stopping.")));
    deaths.forEach(Runnable::run);
    awaitQuiet();
  }

  private boolean isBusy() {
    PoolNumbers now = shelves.numbers();
    return dying + now.building() + now.inUse() > 0;
  }

  private void awaitQuiet() {
    lock.lock();
    try {
      long left = CLOSING.toNanos();
      while (isBusy() && left > 0) {
        left = quiet.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    LOG.info("The pool is closed ({})", numbers());
  }
}
