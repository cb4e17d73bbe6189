package dev.parley.socket;

import java.util.function.LongSupplier;

/** A token bucket: so many a second, so many at once. Used from one event loop, hence unguarded. */
final class RateLimit {

  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanoTime;
  private double tokens;
  private long filled;

  RateLimit(double perSecond, double burst, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanoTime = nanoTime;
    this.tokens = burst;
    this.filled = nanoTime.getAsLong();
  }

  /** Takes a token; false when there is none. */
  boolean allows() {
    long now = nanoTime.getAsLong();
    tokens = Math.min(burst, tokens + (now - filled) / NANOS * perSecond);
    filled = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
