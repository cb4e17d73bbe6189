package dev.parley.session;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The short code by which a candidate finds a room, such as {@code kqv-x7mp-2tw}.
 *
 * <p>Ten letters of a 32-letter alphabet are 50 bits: with 1,000 live rooms and 10,000 addresses
 * that each guess 20 times a minute, the first hit takes about 11 years. The alphabet has no
 * letters that look or sound like others (no {@code i l o u}, hence also no unlucky words), and
 * case, dashes and spaces do not matter when a code is typed.
 *
 * @param value the canonical form: lower case, with dashes
 */
public record SessionCode(String value) {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LETTERS = 10;

  public SessionCode {
    if (!parse(value).map(String::length).equals(Optional.of(LETTERS)) || value.length() != 12) {
      throw new IllegalArgumentException("not a session code");
    }
  }

  /** Draws a code; the generator must be a secure one. */
  public static SessionCode generate(RandomGenerator random) {
    StringBuilder letters = new StringBuilder(LETTERS);
    for (int i = 0; i < LETTERS; i++) {
      letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new SessionCode(dashed(letters.toString()));
  }

  /** Reads what somebody typed; empty when it cannot be a code. */
  public static Optional<SessionCode> read(String typed) {
    return parse(typed).map(letters -> new SessionCode(dashed(letters)));
  }

  @Override
  public String toString() {
    return value;
  }

  private static Optional<String> parse(String typed) {
    if (typed == null || typed.length() > 64) {
      return Optional.empty();
    }
    StringBuilder letters = new StringBuilder(LETTERS);
    for (char c : typed.toLowerCase(Locale.ROOT).toCharArray()) {
      if (ALPHABET.indexOf(c) >= 0) {
        letters.append(c);
      } else if (c != '-' && c != ' ') {
        return Optional.empty();
      }
    }
    return letters.length() == LETTERS ? Optional.of(letters.toString()) : Optional.empty();
  }

  private static String dashed(String letters) {
    return letters.substring(0, 3) + "-" + letters.substring(3, 7) + "-" + letters.substring(7);
  }
}
