package dev.parley.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ties a room's entries to each other, so that none can be changed, left out or put in between
 * without the rest telling. An entry's hash is the SHA-256, in hexadecimal, of the UTF-8 text
 *
 * <pre>
 * hash of the entry before, a line feed, the entry's line without its hash
 * </pre>
 *
 * and before the first entry stand 64 zeros. The line is the one that an exported log has: who has
 * the log can check it with any language's standard library. The room's name is no part of it, so a
 * log keeps its hashes wherever it is taken.
 *
 * <p>For one thread at a time.
 */
public final class HashChain {

  /** What stands before the first entry, and before the first that is younger than hashes are. */
  public static final String START = "0".repeat(64);

  private static final HexFormat HEX = HexFormat.of();

  private final MessageDigest sha256;
  private String last;

  /** Goes on after the entry that has this hash. */
  public HashChain(String last) {
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    this.last = last;
  }

  /**
   * Takes the next entry.
   *
   * @param line as {@link EventJson#line} makes it
   * @return its hash
   */
  public String add(String line) {
    sha256.update(last.getBytes(US_ASCII));
    sha256.update((byte) '\n');
    sha256.update(line.getBytes(UTF_8));
    last = HEX.formatHex(sha256.digest());
    return last;
  }
}
