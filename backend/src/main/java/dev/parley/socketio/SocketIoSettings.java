package dev.parley.socketio;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Every bound of the server. Start from {@link #defaults()} and replace what differs.
 *
 * @param path where the server answers, with slashes at both ends
 * @param namespaces the namespaces that exist, each starting with a slash
 * @param workerThreads event loops, 0 for the library's default
 */
public record SocketIoSettings(
    String path,
    Set<String> namespaces,
    int workerThreads,
    Access access,
    Timing timing,
    Bounds bounds) {

  public SocketIoSettings {
    namespaces = Set.copyOf(namespaces);
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(timing, "timing");
    Objects.requireNonNull(bounds, "bounds");
    require(path.length() > 2 && path.startsWith("/") && path.endsWith("/"), "path needs slashes");
    require(
        !namespaces.isEmpty() && namespaces.stream().allMatch(name -> name.startsWith("/")),
        "namespaces must start with a slash");
    require(workerThreads >= 0, "workerThreads below 0");
  }

  /**
   * Who may come in.
   *
   * @param origins which pages may talk to the server
   * @param sidCredential what a polling request needs besides the session id
   * @param secureCookie marks the browser key as {@code Secure}; for servers behind TLS
   * @param maxSessions sessions at a time; further handshakes are answered with 503
   * @param handshakeBurst handshakes that one address may make at once; further ones get 429
   * @param handshakesPerSecond what one address may make lastingly
   * @param maxAddresses how many addresses are remembered for these two
   * @param maxConnections connections at a time, of all kinds; further ones are closed at once
   */
  public record Access(
      OriginPolicy origins,
      SidCredential sidCredential,
      boolean secureCookie,
      int maxSessions,
      int handshakeBurst,
      int handshakesPerSecond,
      int maxAddresses,
      int maxConnections) {
    public Access {
      Objects.requireNonNull(origins, "origins");
      Objects.requireNonNull(sidCredential, "sidCredential");
      require(maxSessions >= 1, "maxSessions below 1");
      require(handshakeBurst >= 1, "handshakeBurst below 1");
      require(handshakesPerSecond >= 1, "handshakesPerSecond below 1");
      require(maxAddresses >= 1, "maxAddresses below 1");
      require(maxConnections >= 1, "maxConnections below 1");
    }

    /** The same with another origin policy. */
    public Access withOrigins(OriginPolicy changed) {
      return new Access(
          changed,
          sidCredential,
          secureCookie,
          maxSessions,
          handshakeBurst,
          handshakesPerSecond,
          maxAddresses,
          maxConnections);
    }
  }

  /**
   * How long things may take.
   *
   * @param pingInterval from one heartbeat to the next, at least 50 ms
   * @param pingTimeout how long a heartbeat may stay unanswered, at least 50 ms
   * @param connectTimeout how long a session may exist without being in a namespace
   * @param upgradeTimeout how long a WebSocket may take to replace the long-polling of its session
   * @param idleTimeout how long a connection may be silent between or inside requests
   * @param requestTimeout from the opening of a connection to the end of its first request's head
   */
  public record Timing(
      Duration pingInterval,
      Duration pingTimeout,
      Duration connectTimeout,
      Duration upgradeTimeout,
      Duration idleTimeout,
      Duration requestTimeout) {
    public Timing {
      require(pingInterval.toMillis() >= 50, "pingInterval below 50 ms");
      require(pingTimeout.toMillis() >= 50, "pingTimeout below 50 ms");
      require(connectTimeout.toMillis() >= 50, "connectTimeout below 50 ms");
      require(upgradeTimeout.toMillis() >= 50, "upgradeTimeout below 50 ms");
      require(idleTimeout.compareTo(pingInterval) > 0, "idleTimeout not above pingInterval");
      require(requestTimeout.toMillis() >= 50, "requestTimeout below 50 ms");
    }
  }

  /**
   * How big things may be.
   *
   * @param maxPayload bytes of a WebSocket message and of a polling request, at least 1024
   * @param maxPendingBytes what may wait for one client before it is dropped as too slow
   * @param maxQueuedPackets how many packets may wait for one client before it is dropped
   * @param maxAttachments binary parts of one packet, 0 to 99
   */
  public record Bounds(
      int maxPayload, int maxPendingBytes, int maxQueuedPackets, int maxAttachments) {
    public Bounds {
      require(maxPayload >= 1024, "maxPayload below 1024 bytes");
      require(maxPendingBytes >= 1024, "maxPendingBytes below 1024 bytes");
      require(maxQueuedPackets >= 1, "maxQueuedPackets below 1");
      require(maxAttachments >= 0 && maxAttachments <= 99, "maxAttachments outside 0 to 99");
    }
  }

  public static SocketIoSettings defaults() {
    return new SocketIoSettings(
        "/socket.io/",
        Set.of("/"),
        0,
        new Access(
            OriginPolicy.sameOrigin(),
            SidCredential.COOKIE_OR_ADDRESS,
            false,
            20_000,
            1000,
            100,
            10_000,
            30_000),
        new Timing(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10)),
        new Bounds(4 << 20, 4 << 20, 10_000, 10));
  }

  public SocketIoSettings withNamespaces(Set<String> changed) {
    return new SocketIoSettings(path, changed, workerThreads, access, timing, bounds);
  }

  public SocketIoSettings withAccess(Access changed) {
    return new SocketIoSettings(path, namespaces, workerThreads, changed, timing, bounds);
  }

  public SocketIoSettings withTiming(Timing changed) {
    return new SocketIoSettings(path, namespaces, workerThreads, access, changed, bounds);
  }

  public SocketIoSettings withBounds(Bounds changed) {
    return new SocketIoSettings(path, namespaces, workerThreads, access, timing, changed);
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new IllegalArgumentException(complaint);
    }
  }
}
