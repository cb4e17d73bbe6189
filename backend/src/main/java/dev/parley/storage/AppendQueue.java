package dev.parley.storage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the writer: bounded by entries and by text, never blocking the one who adds. A
 * batch that alone is over the bound is taken when nothing else waits, or it never could be.
 */
final class AppendQueue {

  private final int maxEntries;
  private final long maxUnits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Batch> waiting = new ArrayDeque<>();
  private int entries;
  private long units;
  private boolean closed;

  AppendQueue(int maxEntries, long maxUnits) {
    this.maxEntries = maxEntries;
    this.maxUnits = maxUnits;
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
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a batch, then takes what is there without waiting for more.
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
      List<Batch> group = new ArrayList<>();
      int taken = 0;
      while (!waiting.isEmpty()
          && (group.isEmpty() || taken + waiting.peek().entries().size() <= most)) {
        Batch batch = waiting.remove();
        taken += batch.entries().size();
        units -= batch.units();
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
      long left = atMost.toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return closed;
    } catch (InterruptedException e) {
      // Nobody interrupts the writer; if somebody did, it would look again at once.
      return closed;
    } finally {
      lock.unlock();
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
