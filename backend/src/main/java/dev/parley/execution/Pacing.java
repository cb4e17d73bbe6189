package dev.parley.execution;

/**
 * When text may go out. Text goes as it comes while a program says little: each piece costs a
 * credit, and credits come back at a fixed pace. A program that writes without pause runs out of
 * them, and its pieces are gathered until the next credit; that is the only time anybody waits.
 */
final class Pacing {

  private static final int MOST_CREDITS = 16;
  private static final long NANOS_PER_CREDIT = 20_000_000;

  /** The moment at which all credits will be back; each one spent moves it on. */
  private long fullAt;

  Pacing(long now) {
    fullAt = now;
  }

  /** Nanoseconds until a piece may go; 0 for now. */
  long delay(long now) {
    return Math.max(0, fullAt - now - (MOST_CREDITS - 1) * NANOS_PER_CREDIT);
  }

  void spend(long now) {
    fullAt = Math.max(fullAt, now) + NANOS_PER_CREDIT;
  }
}
