package dev.parley.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The secret in an interviewer's link. Only its SHA-256 is stored: the secret has 128 random bits,
 * so a fast hash cannot be searched backwards.
 */
public final class Capability {

  private Capability() {}

  /** What the books keep of a secret, in hexadecimal. */
  public static String fingerprint(String secret) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether a secret is the one behind a fingerprint; takes the same time either way. */
  public static boolean opens(String secret, String fingerprint) {
    return MessageDigest.isEqual(
        fingerprint(secret).getBytes(StandardCharsets.US_ASCII),
        fingerprint.getBytes(StandardCharsets.US_ASCII));
  }
}
