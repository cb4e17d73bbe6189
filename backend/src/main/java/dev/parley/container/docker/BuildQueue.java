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

  /**
   * Has it built in its turn.
   *
   * @return how long it rests first, from its last failure; zero where nothing keeps it
   */
  Duration add(String language) {
    lock.lock();
    try {
      waiting.add(language);
      changed.signal();
      return Duration.ofNanos(rest(language));
    } finally {
      lock.unlock();
    }
  }

  /** Nanoseconds until it may be built. */
  private long rest(String language) {
    Failures failed = failures.get(language);
    return failed == null ? 0 : Math.max(0, failed.restUntil() - nanos.getAsLong());
  }

  boolean has(String language) {
    lock.lock();
    try {
      return waiting.contains(language);
    } finally {
      lock.unlock();
    }
  }

  /** The next one that does not rest; it waits no more. */
  Optional<String> poll() {
    lock.lock();
    try {
      Optional<String> next = waiting.stream().filter(l -> rest(l) == 0).findFirst();
      next.ifPresent(waiting::remove);
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until one could be built, for so long at most. */
  void await(Duration time) throws InterruptedException {
    lock.lock();
    try {
      long end = nanos.getAsLong() + time.toNanos();
      for (long left = untilNext(end); left > 0; left = untilNext(end)) {
        if (changed.awaitNanos(left) <= 0) {
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private long untilNext(long end) {
    long most = end - nanos.getAsLong();
    return waiting.stream().mapToLong(this::rest).reduce(most, Math::min);
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
