package dev.parley.container.docker;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line by which the script tells how far a build is, such as {@code 42% installing packages}.
 *
 * @param percent 0 to 100
 */
public record BuildProgress(int percent, String step) {

  private static final Pattern LINE = Pattern.compile("([0-9]{1,2}|100)% (.{1,200})");

  /** Reads a line of the script; most say something else. */
  public static Optional<BuildProgress> read(String line) {
    Matcher told = LINE.matcher(line);
    return told.matches()
        ? Optional.of(new BuildProgress(Integer.parseInt(told.group(1)), told.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s (%d%%)", step, percent);
  }
}
