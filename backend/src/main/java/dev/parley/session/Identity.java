package dev.parley.session;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Draws every name the platform gives: rooms, people, runs, codes, capabilities. Safe for use by
 * many threads as far as its generator is.
 */
public final class Identity {

  private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int SHORT = 12;

  private final RandomGenerator random;

  /**
   * Makes a source of names.
   *
   * @param random a secure generator: capabilities are drawn from it
   */
  public Identity(RandomGenerator random) {
    this.random = requireNonNull(random, "random");
  }

  /** A room's id: 128 bits, never shown to candidates. */
  public UUID room() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** A session code. */
  public SessionCode code() {
    return SessionCode.generate(random);
  }

  /** A name for a person, a run, a file's history: 60 bits, unique among its kind, no secret. */
  public String shortId() {
    StringBuilder id = new StringBuilder(SHORT);
    for (int i = 0; i < SHORT; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  /** A secret that is proof by itself: 128 bits in the URL alphabet. */
  public String capability() {
    byte[] bytes =
        ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(random.nextLong()).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
