package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the application can do with a peer, and what it is told. */
class PeerTest {

  private final Application application = new Application();
  @AutoClose private SocketIoServer server;
  private WireClient client;

  @BeforeEach
  void open() {
    server = Application.open(SocketIoSettings.defaults(), application);
    client = new WireClient(server.port());
  }

  @Test
  void aPeerIsKnownByAnIdThatIsNotItsSession() throws Exception {
    WireClient.Socket socket = client.openSocket();
    String reply = (String) socket.send("40").next();
    Peer peer = application.peers.take();
    assertThat(reply).isEqualTo("40{\"sid\":\"" + peer.id() + "\"}");
    assertThat(peer.namespace()).isEqualTo("/");
    assertThat(peer.remoteAddress()).isEqualTo("127.0.0.1");
    assertThat(peer.isConnected()).isTrue();
    assertThat(peer.isWritable()).isTrue();
    socket.send("41").send("40").next();
    assertThat(application.peers.take().id()).isNotEqualTo(peer.id());
    assertThat(peer.isConnected()).isFalse();
  }

  @Test
  void theRoundTripOfAHeartbeatIsMeasuredOnce() throws Exception {
    server.close();
    server =
        Application.open(
            SocketIoSettings.defaults()
                .withTiming(
                    new SocketIoSettings.Timing(
                        Duration.ofMillis(200),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(10))),
            application);
    WireClient.Socket socket = new WireClient(server.port()).connectedSocket();
    Peer peer = application.peers.take();
    // Nobody asked.
    socket.send("3");
    assertThat(socket.nextAny()).isEqualTo("2");
    assertThat(peer.roundTrip()).isEmpty();
    socket.send("3").send("3").send("42[\"message\"]");
    assertThat(application.measured.poll(10, TimeUnit.SECONDS)).isBetween(0L, 10_000L);
    assertThat(application.events.poll(10, TimeUnit.SECONDS)).isEqualTo("message");
    assertThat(application.measured).isEmpty();
  }

  @Test
  void whoIsRefusedGetsNothingAndIsHeardByNobody() throws Exception {
    WireClient.Socket socket = client.openSocket().send("40{\"token\":\"wrong\"}");
    assertThat(socket.next())
        .isEqualTo("44{\"message\":\"not welcome\",\"data\":{\"code\":\"forbidden\"}}");
    assertThat(socket.send("42[\"message\",1]").untilClosed()).isEqualTo("closed 1002");
    assertThat(application.events).isEmpty();
    assertThat(application.departures).isEmpty();
  }

  /** Whole-text clients say nothing of what they have read; their pongs do. */
  @Test
  void aPongIsAReceiptForWhatWasSentBefore() throws Exception {
    WireClient.Socket socket = client.connectedSocket();
    Peer peer = application.peers.take();
    BlockingQueue<String> read = new LinkedBlockingQueue<>();

    peer.send("news");
    peer.whenRead(() -> read.add("news"));
    peer.send("more");
    peer.whenRead(() -> read.add("more"));

    assertThat(List.of(socket.nextAny(), socket.nextAny(), socket.nextAny(), socket.nextAny()))
        .startsWith("42[\"news\"]")
        .endsWith("2")
        .containsExactlyInAnyOrder("42[\"news\"]", "2", "42[\"more\"]", "2");
    socket.send("3").send("42[\"between\"]");
    assertThat(application.events.poll(10, TimeUnit.SECONDS)).isEqualTo("between");
    assertThat(read).containsExactly("news");
    // One too many answers no ping.
    socket.send("3").send("3").send("42[\"after\"]");
    assertThat(application.events.poll(10, TimeUnit.SECONDS)).isEqualTo("after");
    assertThat(read).containsExactly("news", "more");
  }

  @Test
  void aPollingClientsPongIsAReceiptToo() throws Exception {
    String sid = client.open();
    client.post(sid, "40");
    client.poll(sid);
    Peer peer = application.peers.take();
    BlockingQueue<String> read = new LinkedBlockingQueue<>();

    peer.send("news");
    peer.whenRead(() -> read.add("news"));

    // In one payload clients would answer the ping before they show the news.
    assertThat(client.poll(sid).body()).isEqualTo("42[\"news\"]");
    assertThat(client.poll(sid).body()).isEqualTo("2");
    client.post(sid, "3");
    assertThat(read.poll(10, TimeUnit.SECONDS)).isEqualTo("news");
  }

  /** The library only asks politely; a client that ignores it stays. */
  @Test
  void aKickCutsAClientThatIgnoresIt() throws Exception {
    WireClient.Socket socket = client.connectedSocket();
    application.peers.take().close("kicked");
    assertThat(socket.next()).isEqualTo("41");
    assertThat(socket.next()).isEqualTo("closed 1000");
    assertThat(application.departures.poll(10, TimeUnit.SECONDS)).isEqualTo("kicked");
  }

  @Test
  void aKickReachesAPollingClientBetweenTwoPolls() throws Exception {
    String sid = client.open();
    client.post(sid, "40");
    assertThat(client.poll(sid).body()).startsWith("40");
    application.peers.take().close("kicked");
    assertThat(client.poll(sid).body()).isEqualTo("41");
    assertThat(client.poll(sid).statusCode()).isEqualTo(400);
  }

  @Test
  void aDropLooksLikeAFaultOfTheNetwork() throws Exception {
    WireClient.Socket socket = client.connectedSocket();
    application.peers.take().drop("lagging");
    assertThat(socket.next()).isEqualTo("closed 1000");
    assertThat(application.departures.poll(10, TimeUnit.SECONDS)).isEqualTo("lagging");
  }

  @Test
  void aVanishedClientIsNoticed() throws Exception {
    client.connectedSocket().abort();
    assertThat(application.departures.poll(10, TimeUnit.SECONDS)).isEqualTo("transport close");
  }

  @Test
  void faultsOfTheApplicationEndOneSessionOnly() throws Exception {
    WireClient.Socket other = client.connectedSocket();
    WireClient.Socket socket = client.connectedSocket();
    assertThat(socket.send("42[\"fail\"]").untilClosed()).isEqualTo("closed 1011");
    assertThat(application.departures.poll(10, TimeUnit.SECONDS)).isEqualTo("server fault");
    assertThat(other.send("42[\"message\",1]").next()).isEqualTo("42[\"message-back\",1]");
  }

  @Test
  void sendingFromManyThreadsKeepsTheOrderOfEach() throws Exception {
    WireClient.Socket socket = client.connectedSocket();
    Peer peer = application.peers.take();
    List<Thread> threads =
        List.of("a", "b", "c").stream()
            .map(
                name ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              for (int i = 0; i < 500; i++) {
                                peer.send(name, IntNode.valueOf(i));
                              }
                            }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    int[] next = new int[3];
    for (int i = 0; i < 1500; i++) {
      String message = (String) socket.next();
      int thread = message.charAt(4) - 'a';
      assertThat(message).endsWith("," + next[thread] + "]");
      next[thread]++;
    }
    await().untilAsserted(() -> assertThat(peer.pendingBytes()).isZero());
  }

  @Test
  void sendingAfterTheEndDoesNothing() throws Exception {
    client.connectedSocket();
    Peer peer = application.peers.take();
    server.close();
    peer.send("late", TextNode.valueOf("x"));
    peer.close("late");
    assertThat(peer.isConnected()).isFalse();
    assertThat(peer.isWritable()).isFalse();
  }

  @Test
  void closingTellsEverybodyAndIsQuick() throws Exception {
    WireClient.Socket socket = client.connectedSocket();
    Peer peer = application.peers.take();
    peer.send("last", TextNode.valueOf("words"));
    long start = System.nanoTime();
    server.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(socket.next()).isEqualTo("42[\"last\",\"words\"]");
    assertThat(socket.next()).isEqualTo("closed 1001");
    assertThat(application.departures.take()).isEqualTo("server shutting down");
  }

  @Test
  void aPortInUseIsSaid() {
    InetSocketAddress taken =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    assertThatThrownBy(() -> SocketIoServer.open(taken, SocketIoSettings.defaults(), application))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot listen on");
  }

  @Test
  void thePortIsFreeAgainAtOnce() throws Exception {
    client.connectedSocket();
    int port = server.port();
    server.close();
    server =
        SocketIoServer.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            SocketIoSettings.defaults(),
            application);
    assertThat((String) new WireClient(port).connectedSocket().send("42[\"message\"]").next())
        .isEqualTo("42[\"message-back\"]");
  }
}
