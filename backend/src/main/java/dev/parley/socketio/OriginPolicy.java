package dev.parley.socketio;

import java.util.Optional;
import java.util.Set;

/**
 * Which pages may talk to the server. A request without {@code Origin} does not come from a foreign
 * page and is always allowed; one with {@code Origin} must name the host and port it was sent to,
 * or one of {@code alsoAllowed}. Pages of other sites must use WebSocket: the cookie that
 * long-polling needs does not leave its site.
 *
 * @param anyOrigin allows every page; only for protocol conformance tests
 * @param alsoAllowed whole origins such as {@code https://example.org}, compared without case
 */
public record OriginPolicy(boolean anyOrigin, Set<String> alsoAllowed) {

  public OriginPolicy {
    alsoAllowed =
        alsoAllowed.stream()
            .map(origin -> origin.toLowerCase(java.util.Locale.ROOT))
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  public static OriginPolicy sameOrigin() {
    return new OriginPolicy(false, Set.of());
  }

  public static OriginPolicy any() {
    return new OriginPolicy(true, Set.of());
  }

  /** Null stands for an absent header. */
  boolean allows(String origin, String host) {
    if (anyOrigin || origin == null) {
      return true;
    }
    String lower = origin.toLowerCase(java.util.Locale.ROOT);
    return alsoAllowed.contains(lower) || isSame(lower, host);
  }

  /** The value of {@code Access-Control-Allow-Origin}, when there is to be one. */
  Optional<String> corsFor(String origin) {
    if (anyOrigin) {
      return Optional.of("*");
    }
    return Optional.ofNullable(origin)
        .filter(o -> alsoAllowed.contains(o.toLowerCase(java.util.Locale.ROOT)));
  }

  /** The scheme is not compared: whoever ends TLS in front of the server changes it. */
  private static boolean isSame(String origin, String host) {
    int authority = origin.indexOf("://");
    if (authority < 0 || host == null) {
      return false;
    }
    String scheme = origin.substring(0, authority);
    String defaultPort = scheme.equals("https") ? ":443" : scheme.equals("http") ? ":80" : "";
    String of = origin.substring(authority + 3);
    String at = host.toLowerCase(java.util.Locale.ROOT);
    return !of.isEmpty()
        && (of.equals(at) || (of + defaultPort).equals(at) || of.equals(at + defaultPort));
  }
}
