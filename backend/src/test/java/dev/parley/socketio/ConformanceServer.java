package dev.parley.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The server that the official Socket.IO protocol test suite asks for: the product's pipeline with
 * the product's policies (origins, credentials of session ids, heartbeat) switched off.
 */
public final class ConformanceServer {

  /**
   * The suite awaits one message after the other and loses what comes in between, so that a server
   * that answers at once fails at random; this much later it is listening again.
   */
  private static final long SUITE_LISTENS_MILLIS = 10;

  private ConformanceServer() {}

  /** Arguments: the port. Runs until it is killed. */
  public static void main(String[] args) throws InterruptedException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    SocketIoServer server = open(address, SUITE_LISTENS_MILLIS);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    System.out.println("Socket.IO conformance server on port " + server.port());
    new CountDownLatch(1).await();
  }

  /** With {@code authDelay} in milliseconds before the {@code auth} event. */
  static SocketIoServer open(InetSocketAddress address, long authDelay) {
    return SocketIoServer.open(address, settings(), new Echo(authDelay));
  }

  static SocketIoSettings settings() {
    SocketIoSettings defaults = SocketIoSettings.defaults();
    return defaults
        .withNamespaces(Set.of("/", "/custom"))
        .withAccess(
            new SocketIoSettings.Access(
                OriginPolicy.any(), SidCredential.NONE, false, 20_000, 20_000, 20_000, 10, 20_000))
        .withTiming(
            new SocketIoSettings.Timing(
                Duration.ofMillis(300),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10)))
        .withBounds(new SocketIoSettings.Bounds(1_000_000, 4 << 20, 10_000, 10));
  }

  private record Echo(long authDelay) implements PeerListener {

    @Override
    public Admission connecting(Peer peer, JsonNode auth) {
      return Admission.accept();
    }

    @Override
    public void connected(Peer peer, JsonNode auth) {
      if (authDelay == 0) {
        peer.send("auth", auth);
      } else {
        CompletableFuture.delayedExecutor(authDelay, TimeUnit.MILLISECONDS)
            .execute(() -> peer.send("auth", auth));
      }
    }

    @Override
    public void event(Peer peer, String name, List<JsonNode> args, Ack ack) {
      switch (name) {
        case "message" -> peer.send("message-back", args.toArray(JsonNode[]::new));
        case "message-with-ack" -> ack.send(args.toArray(JsonNode[]::new));
        default -> throw new IllegalArgumentException("unexpected event");
      }
    }

    @Override
    public void disconnected(Peer peer, String reason) {
      // The suite looks at the wire only.
    }
  }
}
