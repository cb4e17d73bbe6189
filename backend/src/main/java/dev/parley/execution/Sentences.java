package dev.parley.execution;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Numbers as people read them. */
final class Sentences {

  private static final Map<Integer, String> SIGNALS =
      Map.ofEntries(
          Map.entry(1, "hangup"),
          Map.entry(2, "interrupt"),
          Map.entry(3, "quit"),
          Map.entry(4, "illegal instruction"),
          Map.entry(5, "trap"),
          Map.entry(6, "abort"),
          Map.entry(7, "bus error"),
          Map.entry(8, "arithmetic error"),
          Map.entry(9, "killed"),
          Map.entry(11, "segmentation fault"),
          Map.entry(13, "broken pipe"),
          Map.entry(14, "alarm"),
          Map.entry(15, "terminated"),
          Map.entry(24, "processor time"),
          Map.entry(25, "file too large"),
          Map.entry(31, "forbidden system call"));

  private Sentences() {}

  /** {@code 4.2 s}; {@code 60 s}; {@code 0.3 s}. */
  static String time(Duration time) {
    long tenths = (time.toMillis() + 50) / 100;
    return tenths % 10 == 0
        ? tenths / 10 + " s"
        : String.format(Locale.ROOT, "%.1f s", tenths / 10.0);
  }

  /** {@code 256 MB}; {@code 64 KB}; {@code 100 bytes}. */
  static String size(long bytes) {
    if (bytes >= 1 << 20) {
      return ((bytes + (1 << 19)) >> 20) + " MB";
    }
    return bytes >= 1 << 10 ? ((bytes + (1 << 9)) >> 10) + " KB" : bytes + " bytes";
  }

  /** {@code signal 11 (segmentation fault)}. */
  static String signal(int number) {
    String name = SIGNALS.get(number);
    return "signal " + number + (name == null ? "" : " (" + name + ")");
  }
}
