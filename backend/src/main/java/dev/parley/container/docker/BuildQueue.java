package dev.parley.container.docker;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Which images wait to be built: each language at most once, first come, first served, and one that
 * failed not before its rest is over. Any thread may add; one takes.
 */
final class BuildQueue {

  private record Failures(int count, long restUntil) {}

  private final ImageSettings settings;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<String> waiting = new LinkedHashSet<>();
  private final Map<String, Failures> failures = new HashMap<>();

  /**
   * @param nanos the monotonic clock
   */
  BuildQueue(ImageSettings settings, LongSupplier nanos) {
    this.settings = settings;
    this.nanos = nanos;
  }

  /** Whether it waits now; it does not while it rests from a failure. */
  boolean add(String language) {
    lock.lock();
    try {
      Failures failed = failures.get(language);
      if (failed != null && failed.restUntil() - nanos.getAsLong() > 0) {
        return false;
      }
      if (waiting.add(language)) {
        changed.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  boolean has(String language) {
    lock.lock();
    try {
      return waiting.contains(language);
    } finally {
      lock.unlock();
    }
  }

  /** The next one; it waits no more. */
  Optional<String> poll() {
    lock.lock();
    try {
      Optional<String> next = waiting.stream().findFirst();
      next.ifPresent(waiting::remove);
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something is added, for so long at most. */
  void await(Duration time) throws InterruptedException {
    lock.lock();
    try {
      long left = time.toNanos();
      while (waiting.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  void succeeded(String language) {
    lock.lock();
    try {
      failures.remove(language);
    } finally {
      lock.unlock();
    }
  }

  void failed(String language) {
    lock.lock();
    try {
      Failures before = failures.get(language);
      int count = before == null ? 1 : before.count() + 1;
      failures.put(
          language, new Failures(count, nanos.getAsLong() + settings.rest(count).toNanos()));
    } finally {
      lock.unlock();
    }
  }
}
