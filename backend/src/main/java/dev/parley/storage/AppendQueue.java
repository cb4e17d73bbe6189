package dev.parley.storage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What waits for the writer: bounded by entries and by text, never blocking the one who adds. A
 * batch that alone is over the bound is taken when nothing else waits, or it never could be.
 *
 * <p>Batches that may wait are left lying for a moment, until one comes that may not.
 */
final class AppendQueue {

  private final int maxEntries;
  private final long maxUnits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final long linger;
  private final Deque<Batch> waiting = new ArrayDeque<>();

  /** How many of the waiting batches may not wait. */
  private int urgent;

  private int entries;
  private long units;
  private boolean closed;

  /**
   * @param linger how long batches lie that may wait
   */
  AppendQueue(int maxEntries, long maxUnits, Duration linger) {
    this.maxEntries = maxEntries;
    this.maxUnits = maxUnits;
    this.linger = linger.toNanos();
  }

  /** Whether it was taken: not when there is no room, and not after the close. */
  boolean offer(Batch batch) {
    lock.lock();
    try {
      boolean full =
          entries + batch.entries().size() > maxEntries || units + batch.units() > maxUnits;
      if (closed || (full && entries > 0)) {
        return false;
      }
      entries += batch.entries().size();
      units += batch.units();
      waiting.add(batch);
      urgent += batch.mayWait() ? 0 : 1;
      // The writer wakes for the first, and then only for one that may not wait.
      if (waiting.size() == 1 || !batch.mayWait()) {
        changed.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a batch, then takes what is there without waiting for more than batches may.
   *
   * @param most entries; the first batch is taken however many it has
   * @return in the order of the offers; empty once closed and drained
   */
  List<Batch> take(int most) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      waitWhile(() -> urgent == 0 && !closed, linger);
      List<Batch> group = new ArrayList<>();
      int taken = 0;
      while (!waiting.isEmpty()
          && (group.isEmpty() || taken + waiting.peek().entries().size() <= most)) {
        Batch batch = waiting.remove();
        taken += batch.entries().size();
        units -= batch.units();
        urgent -= batch.mayWait() ? 0 : 1;
        group.add(batch);
      }
      entries -= taken;
      return group;
    } finally {
      lock.unlock();
    }
  }

  /** Waits a while, or until the close; says whether it is closed. */
  boolean pause(Duration atMost) {
    lock.lock();
    try {
      waitWhile(() -> !closed, atMost.toNanos());
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Waits as long as that is so, but for so long at most. */
  private void waitWhile(BooleanSupplier isSo, long nanos) {
    try {
      long left = nanos;
      while (isSo.getAsBoolean() && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts the writer; if somebody did, it would look again at once.
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
