package dev.parley.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often each network address may do something costly: so many times at once, refilled evenly.
 * Remembers a bounded number of addresses, the last ones. Safe for use by many threads.
 */
final class Quota {

  /** What one address has left. */
  private record Bucket(double tokens, long nanos) {}

  private final int most;
  private final double perNano;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets;

  Quota(int most, Duration refill, int addresses, LongSupplier nanoTime) {
    this.most = most;
    this.perNano = (double) most / refill.toNanos();
    this.nanoTime = nanoTime;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > addresses;
          }
        };
  }

  /** Takes one, or says that there is none left. */
  boolean take(String address) {
    synchronized (buckets) {
      long now = nanoTime.getAsLong();
      Bucket before = buckets.getOrDefault(address, new Bucket(most, now));
      double tokens = Math.min(most, before.tokens() + (now - before.nanos()) * perNano);
      boolean taken = tokens >= 1;
      buckets.put(address, new Bucket(taken ? tokens - 1 : tokens, now));
      return taken;
    }
  }
}
