package dev.parley.doctor;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/**
 * What one look at one thing found.
 *
 * @param check what was looked at, in a few words, always the same
 * @param seen what there was
 * @param remedy what to do about it; empty where all is well
 */
public record Finding(String check, State state, String seen, String remedy) {

  private static final String LINE = "%-5s  %-22s %s%n";

  public Finding {
    requireNonNull(check, "check");
    requireNonNull(state, "state");
    requireNonNull(seen, "seen");
    requireNonNull(remedy, "remedy");
  }

  /** How good that is. */
  public enum State {
    OK,
    /** Worth knowing; nothing is broken and nothing gets out. */
    NOTE,
    /** Something will not work, or does not hold. */
    WRONG
  }

  static Finding ok(String check, String seen) {
    return new Finding(check, State.OK, seen, "");
  }

  static Finding note(String check, String seen, String remedy) {
    return new Finding(check, State.NOTE, seen, remedy);
  }

  static Finding wrong(String check, String seen, String remedy) {
    return new Finding(check, State.WRONG, seen, remedy);
  }

  /** Good or wrong, by a condition. */
  static Finding of(String check, boolean good, String seen, String remedy) {
    return good ? ok(check, seen) : wrong(check, seen, remedy);
  }

  boolean isWrong() {
    return state == State.WRONG;
  }

  static boolean anyWrong(List<Finding> findings) {
    return findings.stream().anyMatch(Finding::isWrong);
  }

  /** One line for people, and one more where there is something to do; each with its end. */
  String lines() {
    String word = state == State.WRONG ? "WRONG" : state.name().toLowerCase(Locale.ROOT);
    String line = String.format(Locale.ROOT, LINE, word, check, seen);
    return remedy.isEmpty() ? line : line + String.format(Locale.ROOT, LINE, "", "", "> " + remedy);
  }
}
