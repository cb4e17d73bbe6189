package dev.parley.language;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times and sizes as people write them. A number without a unit is nothing. */
final class Units {

  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|min)");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(B|KiB|MiB|GiB)");

  private Units() {}

  /** Reads {@code 250ms}, {@code 60s}, {@code 2min}. */
  static Optional<Duration> time(String text) {
    Matcher m = TIME.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(m.group(1));
    return Optional.of(
        switch (m.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          default -> Duration.ofMinutes(number);
        });
  }

  /** Reads {@code 512B}, {@code 64KiB}, {@code 256MiB}, {@code 1GiB}; the answer is bytes. */
  static Optional<Long> size(String text) {
    Matcher m = SIZE.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(m.group(1));
    return Optional.of(
        switch (m.group(2)) {
          case "B" -> number;
          case "KiB" -> number << 10;
          case "MiB" -> number << 20;
          default -> number << 30;
        });
  }
}
