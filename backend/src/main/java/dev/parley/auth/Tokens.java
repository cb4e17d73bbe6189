package dev.parley.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/**
 * Issues and reads room tokens: HMAC-SHA-256 JSON web tokens for one room and one participant. The
 * algorithm is fixed here, whatever a token's header says. Safe for use by many threads.
 */
public final class Tokens {

  private static final String AUDIENCE = "parley-room";
  private static final int MAX_LENGTH = 4096;

  private final MACSigner signer;
  private final MACVerifier verifier;
  private final AuthSettings settings;
  private final Clock clock;

  /** Makes an issuer that trusts only its own secret. */
  public Tokens(AuthSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    try {
      this.signer = new MACSigner(settings.secret());
      this.verifier = new MACVerifier(settings.secret());
    } catch (JOSEException e) {
      throw new IllegalArgumentException("the token secret cannot be used", e);
    }
  }

  /** A token that says so until the settings' lifetime has passed. */
  public String issue(Claims claims) {
    Instant now = clock.instant();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.lifetime())))
                .claim("room", claims.room().toString())
                .subject(claims.participant())
                .claim("name", claims.name())
                .claim("role", claims.role().name())
                .build());
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("signing with an own secret failed", e);
    }
    return token.serialize();
  }

  /** What a token says, if it is ours, meant for rooms, and in its time; empty otherwise. */
  public Optional<Claims> read(String token) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256) || !jwt.verify(verifier)) {
        return Optional.empty();
      }
      JWTClaimsSet said = jwt.getJWTClaimsSet();
      Instant now = clock.instant();
      boolean inTime =
          said.getExpirationTime() != null
              && said.getNotBeforeTime() != null
              && now.isBefore(said.getExpirationTime().toInstant())
              && !now.plusSeconds(1).isBefore(said.getNotBeforeTime().toInstant());
      if (!inTime || !said.getAudience().contains(AUDIENCE)) {
        return Optional.empty();
      }
      return Optional.of(
          new Claims(
              UUID.fromString(said.getStringClaim("room")),
              said.getSubject(),
              said.getStringClaim("name"),
              Role.valueOf(said.getStringClaim("role"))));
    } catch (ParseException | JOSEException | IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }
}
