package dev.parley.room;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ordered execution of width one over a shared pool: what is put on a lane runs in that order, one
 * at a time, with everything the one before wrote visible. A room and all it owns live on one lane,
 * and need no locks for it.
 *
 * <p>INVARIANT: {@code running} is true exactly while a drain is scheduled or under way; only the
 * drain that finds the queue empty clears it, under the lock.
 */
public final class Lane implements Executor {

  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  private final Executor pool;
  private final ScheduledExecutorService timer;
  private final int bound;
  private final Queue<Runnable> queue = new ArrayDeque<>();
  private boolean running;

  /**
   * Makes a lane.
   *
   * @param timer wakes the lane for what is due later; runs nothing but the wake-up
   * @param bound how many commands may wait before {@link #offer} says no
   */
  public Lane(Executor pool, ScheduledExecutorService timer, int bound) {
    this.pool = pool;
    this.timer = timer;
    this.bound = bound;
  }

  /** Takes a command from outside, or says no when too many wait. */
  public boolean offer(Runnable command) {
    synchronized (queue) {
      if (queue.size() >= bound) {
        return false;
      }
      put(command);
      return true;
    }
  }

  /**
   * Takes what the room itself must hear (a commit, a run's output), whatever the length of the
   * queue; those sources are bounded on their own.
   */
  @Override
  public void execute(Runnable step) {
    synchronized (queue) {
      put(step);
    }
  }

  /** Runs a step on the lane after a delay; not at all once the server stops. */
  public void later(Duration delay, Runnable step) {
    try {
      var unused = timer.schedule(() -> execute(step), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("the server stops, a delayed step is dropped");
    }
  }

  private void put(Runnable step) {
    queue.add(step);
    if (!running) {
      running = true;
      pool.execute(this::drain);
    }
  }

  private void drain() {
    while (true) {
      Runnable next;
      synchronized (queue) {
        next = queue.poll();
        if (next == null) {
          running = false;
          return;
        }
      }
      try {
        next.run();
      } catch (RuntimeException | Error e) {
        // One command's fault is that command's; the room goes on with the next.
        log.error("a command failed on its lane", e);
      }
    }
  }
}
