package dev.parley.socketio;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.regex.Pattern;

/** What binds a session to whoever opened it; the package text has the theory. Thread-safe. */
final class BrowserKey {

  static final String COOKIE = "sio";
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  /**
   * What a request shows.
   *
   * @param key the browser key, or null
   * @param authorization the bearer header, or null
   * @param fromBrowser whether it bears the marks of a browser
   */
  record Proof(String key, String authorization, String address, boolean fromBrowser) {

    static Proof of(HttpHeaders headers, String address) {
      return new Proof(
          keyIn(headers),
          headers.get(HttpHeaderNames.AUTHORIZATION),
          address,
          headers.contains(HttpHeaderNames.ORIGIN) || headers.contains("Sec-Fetch-Site"));
    }

    private static String keyIn(HttpHeaders headers) {
      for (String header : headers.getAll(HttpHeaderNames.COOKIE)) {
        for (var cookie : ServerCookieDecoder.STRICT.decodeAll(header)) {
          if (cookie.name().equals(COOKIE) && FORM.matcher(cookie.value()).matches()) {
            return cookie.value();
          }
        }
      }
      return null;
    }
  }

  private final SidCredential policy;
  private final String key;
  private final String authorization;
  private final String address;
  private boolean required;

  /** For the handshake that showed {@code proof}; {@code fresh} is the key if it had none. */
  BrowserKey(SidCredential policy, Proof proof, String fresh) {
    this.policy = policy;
    this.key = proof.key() == null ? fresh : proof.key();
    this.authorization = proof.authorization();
    this.address = proof.address();
    this.required = policy == SidCredential.COOKIE || proof.fromBrowser() || proof.key() != null;
  }

  String cookie(String path, boolean secure) {
    return COOKIE
        + "="
        + key
        + "; Path="
        + path
        + "; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }

  /** Whether a request that names the session comes from whoever opened it. */
  synchronized boolean accepts(Proof proof) {
    if (policy == SidCredential.NONE) {
      return true;
    }
    if (proof.key() != null) {
      required = required || same(key, proof.key());
      return same(key, proof.key());
    }
    return !required
        && !proof.fromBrowser()
        && address.equals(proof.address())
        && same(authorization, proof.authorization());
  }

  private static boolean same(String expected, String shown) {
    if (expected == null || shown == null) {
      return Objects.equals(expected, shown);
    }
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }
}
