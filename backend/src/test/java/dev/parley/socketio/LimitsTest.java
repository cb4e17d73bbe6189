package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Too much, too many, too slow: each meets its bound and nobody else notices. */
class LimitsTest {

  private static final String UPGRADE =
      """
      GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
      Host: x\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
      \r
      """;

  private final Application application = new Application();

  @Test
  void handshakesOfOneAddressAreLimited() throws Exception {
    try (SocketIoServer server = Application.open(access(20_000, 3, 1), application)) {
      WireClient client = new WireClient(server.port());
      List<Integer> answers = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        answers.add(client.get("EIO=4&transport=polling").statusCode());
      }
      assertThat(answers.subList(0, 3)).containsOnly(200);
      assertThat(answers).contains(429);
    }
  }

  @Test
  void theNumberOfSessionsIsLimitedAndTheForgottenOnesGo() throws Exception {
    SocketIoSettings settings =
        access(2, 100, 100)
            .withTiming(
                new SocketIoSettings.Timing(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5)));
    try (SocketIoServer server = Application.open(settings, application)) {
      WireClient client = new WireClient(server.port());
      client.open();
      client.open();
      assertThat(client.get("EIO=4&transport=polling").statusCode()).isEqualTo(503);
      await()
          .untilAsserted(
              () -> assertThat(client.get("EIO=4&transport=polling").statusCode()).isEqualTo(200));
    }
  }

  @Test
  void aMessageAboveTheLimitClosesTheWebSocket() throws Exception {
    try (SocketIoServer server = Application.open(bounds(64 << 10, 4 << 20), application)) {
      WireClient client = new WireClient(server.port());
      String text = "x".repeat(64 << 10);
      assertThat(client.connectedSocket().send("42[\"message\",\"" + text + "\"]").untilClosed())
          .isEqualTo("closed 1009");
      assertThat((String) client.connectedSocket().send("42[\"message\",1]").next())
          .startsWith("42");
    }
  }

  @Test
  void fragmentsDoNotEvadeTheLimit() throws Exception {
    try (SocketIoServer server = Application.open(bounds(64 << 10, 4 << 20), application);
        Socket socket = rawWebSocket(server.port())) {
      byte[] part = maskedFrame(0x01, "4".repeat(1000), false);
      byte[] more = maskedFrame(0x00, "x".repeat(30_000), false);
      socket.getOutputStream().write(part);
      for (int i = 0; i < 3; i++) {
        socket.getOutputStream().write(more);
      }
      assertThat(closeCode(socket)).isEqualTo(1009);
    }
  }

  @Test
  void textThatIsNotUtf8ClosesTheWebSocket() throws Exception {
    try (SocketIoServer server = Application.open(SocketIoSettings.defaults(), application);
        Socket socket = rawWebSocket(server.port())) {
      socket
          .getOutputStream()
          .write(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, (byte) 0xff});
      assertThat(closeCode(socket)).isEqualTo(1007);
    }
  }

  @Test
  void aRequestAboveTheLimitIsRefused() throws Exception {
    try (SocketIoServer server = Application.open(bounds(64 << 10, 4 << 20), application)) {
      WireClient client = new WireClient(server.port());
      String sid = client.open();
      assertThat(client.post(sid, "4" + "x".repeat(64 << 10)).statusCode()).isEqualTo(413);
    }
  }

  /** The library needs seconds for this one, in the square of its length. */
  @Test
  void longRowsOfDigitsAndDeepNestingCostNothing() throws Exception {
    try (SocketIoServer server = Application.open(SocketIoSettings.defaults(), application)) {
      WireClient client = new WireClient(server.port());
      for (String evil :
          List.of(
              "42" + "1".repeat(300_000) + "[\"message\"]",
              "42[\"message\"," + "1".repeat(300_000) + "]",
              "45" + "9".repeat(300_000) + "-[\"message\"]",
              "40/" + "n".repeat(300_000),
              "42[\"message\"," + "[".repeat(100_000) + "]".repeat(100_000) + "]",
              "42[\"message\",{" + "\"a\":{".repeat(10_000) + "}".repeat(10_000) + "}]",
              "42[\"message\"" + ",[]".repeat(300_000) + "]",
              "42[\"" + "n".repeat(300_000) + "\"]")) {
        WireClient.Socket socket = client.connectedSocket();
        long start = System.nanoTime();
        assertThat(socket.send(evil).untilClosed()).isEqualTo("closed 1002");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      }
    }
  }

  @Test
  void attachmentsTogetherStayBelowTheLimit() throws Exception {
    try (SocketIoServer server = Application.open(bounds(64 << 10, 4 << 20), application)) {
      WireClient.Socket socket = new WireClient(server.port()).connectedSocket();
      String places =
          IntStream.range(0, 5)
              .mapToObj(i -> "{\"_placeholder\":true,\"num\":" + i + "}")
              .collect(Collectors.joining(","));
      socket.send("455-[\"message\"," + places + "]");
      socket.send(new byte[40_000]).send(new byte[40_000]);
      assertThat(socket.untilClosed()).isEqualTo("closed 1002");
    }
  }

  @Test
  void aClientThatDoesNotReadIsDroppedAndTheOthersGetEverything() throws Exception {
    try (SocketIoServer server = Application.open(bounds(1 << 20, 1 << 20), application);
        Socket slow = rawWebSocket(server.port())) {
      slow.getOutputStream().write(maskedFrame(0x81, "40", true));
      Peer stalled = application.peers.poll(10, TimeUnit.SECONDS);
      WireClient.Socket healthy = new WireClient(server.port()).connectedSocket();
      EncodedEvent event = EncodedEvent.of("news", TextNode.valueOf("x".repeat(100_000)));
      Peer reader = application.peers.poll(10, TimeUnit.SECONDS);
      int sent = 0;
      while (stalled.isConnected() && sent < 1000) {
        stalled.send(event);
        reader.send(event);
        sent++;
        assertThat((String) healthy.next()).startsWith("42[\"news\"");
      }
      assertThat(application.departures.poll(10, TimeUnit.SECONDS)).isEqualTo("client too slow");
      assertThat(stalled.pendingBytes()).isLessThan(3 << 20);
      assertThat(reader.isConnected()).isTrue();
    }
  }

  @Test
  void aPollingClientThatDoesNotPollIsDropped() throws Exception {
    try (SocketIoServer server = Application.open(bounds(1 << 20, 64 << 10), application)) {
      WireClient client = new WireClient(server.port());
      String sid = client.open();
      client.post(sid, "40");
      Peer peer = application.peers.poll(10, TimeUnit.SECONDS);
      for (int i = 0; i < 100; i++) {
        peer.send("news", TextNode.valueOf("x".repeat(1000)));
      }
      assertThat(application.departures.poll(10, TimeUnit.SECONDS)).isEqualTo("client too slow");
      assertThat(client.poll(sid).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void connectionsThatSayNothingAreClosed() throws Exception {
    SocketIoSettings settings =
        SocketIoSettings.defaults()
            .withTiming(
                new SocketIoSettings.Timing(
                    Duration.ofMillis(50),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(300),
                    Duration.ofMillis(200)));
    try (SocketIoServer server = Application.open(settings, application)) {
      assertThat(RawHttp.exchange(server.port(), "")).isEmpty();
      assertThat(RawHttp.exchange(server.port(), "GET /socket.io/?EIO=4")).isEmpty();
      assertThat(RawHttp.exchange(server.port(), "GET /other HTTP/1.1\r\n\r\n"))
          .startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void theNumberOfConnectionsIsLimited() throws Exception {
    SocketIoSettings.Access one =
        new SocketIoSettings.Access(
            OriginPolicy.sameOrigin(), SidCredential.COOKIE_OR_ADDRESS, false, 9, 9, 9, 9, 1);
    SocketIoSettings settings = SocketIoSettings.defaults().withAccess(one);
    try (SocketIoServer server = Application.open(settings, application)) {
      try (Socket first = rawWebSocket(server.port())) {
        assertThat(first.isConnected()).isTrue();
        assertThat(RawHttp.exchange(server.port(), "")).isEmpty();
      }
      await().ignoreExceptions().untilAsserted(() -> rawWebSocket(server.port()).close());
    }
  }

  private static SocketIoSettings access(int maxSessions, int burst, int perSecond) {
    return SocketIoSettings.defaults()
        .withAccess(
            new SocketIoSettings.Access(
                OriginPolicy.sameOrigin(),
                SidCredential.COOKIE_OR_ADDRESS,
                false,
                maxSessions,
                burst,
                perSecond,
                10,
                1000));
  }

  private static SocketIoSettings bounds(int maxPayload, int maxPending) {
    return SocketIoSettings.defaults()
        .withBounds(new SocketIoSettings.Bounds(maxPayload, maxPending, 10_000, 10));
  }

  private static Socket rawWebSocket(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) socket.getInputStream().read());
    }
    assertThat(head).startsWith("HTTP/1.1 101 ");
    return socket;
  }

  /** Skips short messages until the end. */
  private static int closeCode(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    while (true) {
      int type = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte();
      byte[] payload = in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
      if (type == 8) {
        return (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
      }
    }
  }

  private static byte[] maskedFrame(int head, String text, boolean isShort) {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[(isShort ? 6 : 8) + payload.length];
    frame[0] = (byte) head;
    if (isShort) {
      frame[1] = (byte) (0x80 | payload.length);
    } else {
      frame[1] = (byte) (0x80 | 126);
      frame[2] = (byte) (payload.length >> 8);
      frame[3] = (byte) payload.length;
    }
    System.arraycopy(payload, 0, frame, frame.length - payload.length, payload.length);
    return frame;
  }
}
