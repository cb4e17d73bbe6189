package dev.parley.execution;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How long runs have held their slots lately. Touched under the queue's lock only. */
final class RecentRuns {

  /** Enough to be steady, few enough to notice that the afternoon is another crowd. */
  private static final int REMEMBERED = 32;

  private final Deque<Long> nanos = new ArrayDeque<>();
  private long sum;

  void add(long held) {
    nanos.add(held);
    sum += held;
    if (nanos.size() > REMEMBERED) {
      sum -= nanos.remove();
    }
  }

  /** How long until the so-many-th in line gets a slot; empty while nothing has run. */
  Optional<Duration> expected(int place, int slots) {
    return nanos.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(sum / nanos.size() * place / slots));
  }
}
