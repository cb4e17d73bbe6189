package dev.parley.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long something took, each time. */
public final class Timings {

  private final List<Duration> all = new ArrayList<>();

  void add(Duration one) {
    all.add(one);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  Duration quantile(double share) {
    List<Duration> sorted = all.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }

  /** Median, 95th percentile and worst, in seconds. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "p50 %.2f s, p95 %.2f s, worst %.2f s",
        seconds(quantile(0.5)),
        seconds(quantile(0.95)),
        seconds(quantile(1)));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
