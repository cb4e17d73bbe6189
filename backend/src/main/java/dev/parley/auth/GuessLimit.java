package dev.parley.auth;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts wrong codes per network address, so that codes cannot be searched. Right ones are never
 * counted. Safe for use by many threads; remembers a bounded number of addresses, the last ones.
 */
public final class GuessLimit {

  private static final int ADDRESSES = 10_000;

  private final int most;
  private final long windowNanos;
  private final LongSupplier nanoTime;
  private final Map<String, Deque<Long>> misses =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
          return size() > ADDRESSES;
        }
      };

  /**
   * Makes a limit.
   *
   * @param most wrong codes an address may send within the window
   */
  public GuessLimit(int most, Duration window, LongSupplier nanoTime) {
    this.most = most;
    this.windowNanos = window.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Whether an address may try another code now. */
  public boolean allows(String address) {
    synchronized (misses) {
      Deque<Long> times = misses.get(address);
      if (times == null) {
        return true;
      }
      long now = nanoTime.getAsLong();
      while (!times.isEmpty() && now - times.peekFirst() > windowNanos) {
        times.removeFirst();
      }
      return times.size() < most;
    }
  }

  /** Counts a wrong code. */
  public void missed(String address) {
    synchronized (misses) {
      Deque<Long> times = misses.computeIfAbsent(address, a -> new ArrayDeque<>());
      times.addLast(nanoTime.getAsLong());
      if (times.size() > most) {
        times.removeFirst();
      }
    }
  }
}
