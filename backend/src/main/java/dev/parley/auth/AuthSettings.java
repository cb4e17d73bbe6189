package dev.parley.auth;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How tokens are made.
 *
 * @param secret at least 32 characters, known to this server alone
 * @param lifetime from issue to expiry
 */
public record AuthSettings(String secret, Duration lifetime) {

  private static final int MIN_SECRET = 32;

  public AuthSettings {
    requireNonNull(secret, "secret");
    requireNonNull(lifetime, "lifetime");
    if (secret.length() < MIN_SECRET) {
      throw new IllegalArgumentException("a token secret has at least 32 characters");
    }
    if (lifetime.isNegative() || lifetime.isZero()) {
      throw new IllegalArgumentException("a token lives for some time");
    }
  }

  @Override
  public String toString() {
    return "AuthSettings[lifetime=" + lifetime + "]";
  }
}
