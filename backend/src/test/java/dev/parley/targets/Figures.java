package dev.parley.targets;

import java.util.Arrays;
import java.util.Locale;

/** Measurements of one thing, in milliseconds. */
final class Figures {

  private final double[] sorted;

  private Figures(double[] sorted) {
    this.sorted = sorted;
  }

  static Figures of(double[] measured, int count) {
    double[] sorted = Arrays.copyOf(measured, count);
    Arrays.sort(sorted);
    return new Figures(sorted);
  }

  static Figures of(double[] measured) {
    return of(measured, measured.length);
  }

  int count() {
    return sorted.length;
  }

  double median() {
    return percentile(50);
  }

  double percentile(double percent) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * percent / 100))];
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "median %.1f, p95 %.1f, p99 %.1f ms of %d",
        median(),
        percentile(95),
        percentile(99),
        sorted.length);
  }
}
