package dev.parley.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What has happened to a run and was not yet dealt with, in order. Output is bounded in bytes: who
 * brings more waits, and through him the program. Everything else is few and never waits.
 */
final class Inbox {

  private final int bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Deque<Happening> happenings = new ArrayDeque<>();
  private int bytes;
  private boolean draining;

  /**
   * @param bound bytes of output held at most, one piece beyond
   */
  Inbox(int bound) {
    this.bound = bound;
  }

  void put(Happening happening) {
    lock.lock();
    try {
      happenings.add(happening);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits while the bound is reached. Once draining, output vanishes instead. */
  void putOutput(Happening.Output output) {
    lock.lock();
    try {
      while (bytes >= bound && !draining) {
        room.await();
      }
      if (!draining) {
        bytes += output.bytes().remaining();
        happenings.add(output);
        arrived.signal();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the next, waiting for it.
   *
   * @param nanos how long at most
   * @return null when nothing came
   */
  Happening take(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (happenings.isEmpty() && left > 0) {
        left = arrived.awaitNanos(left);
      }
      Happening next = happenings.poll();
      if (next instanceof Happening.Output output) {
        bytes -= output.bytes().remaining();
        room.signal();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** From now on output is not wanted; whoever waits to bring some goes free. */
  void drain() {
    lock.lock();
    try {
      draining = true;
      happenings.removeIf(Happening.Output.class::isInstance);
      bytes = 0;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
