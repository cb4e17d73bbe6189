package dev.parley.failpoint;

/** Hears of every moment that has a name. Called by many threads. */
@FunctionalInterface
public interface Failpoints {

  /** Nothing happens. */
  Failpoints NONE = point -> {};

  /** The caller has got there; it goes on when this returns, and fails when this throws. */
  void reach(Failpoint point);
}
