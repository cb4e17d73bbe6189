package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine.IO protocol 4 as its document describes it, over both transports. */
class EngineIoTest {

  @AutoClose private SocketIoServer server;
  private WireClient client;

  @BeforeEach
  void open() {
    server = ConformanceServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    client = new WireClient(server.port());
  }

  @Test
  void aPollingHandshakeNamesTheSessionItsUpgradesAndItsLimits() throws Exception {
    HttpResponse<String> response = client.get("EIO=4&transport=polling");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .matches(
            "0\\{\"sid\":\"[A-Za-z0-9_-]{43}\",\"upgrades\":\\[\"websocket\"],"
                + "\"pingInterval\":300,\"pingTimeout\":200,\"maxPayload\":1000000}");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
  }

  @Test
  void aWebSocketHandshakeOffersNoUpgrade() throws Exception {
    assertThat((String) client.webSocket("EIO=4&transport=websocket").next())
        .startsWith("0{\"sid\":\"")
        .contains("\"upgrades\":[]");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, transport=polling, 5",
    "GET, EIO=abc&transport=polling, 5",
    "GET, EIO=3&transport=polling, 5",
    "GET, EIO=4, 0",
    "GET, EIO=4&transport=abc, 0",
    "POST, EIO=4&transport=polling, 2",
    "PUT, EIO=4&transport=polling, 2",
    "DELETE, EIO=4&transport=polling, 2",
    "GET, EIO=4&transport=websocket, 3",
    "GET, EIO=4&transport=polling&sid=unknown, 1",
    "POST, EIO=4&transport=polling&sid=unknown, 1",
    "GET, EIO=4&transport=polling&sid=a&sid=b, 3",
    "GET, EIO=4&EIO=4&transport=polling, 3",
    "GET, EIO=4&transport=polling&x=%zz, 3",
  })
  void aRequestOutsideTheProtocolIsRefusedWithItsCode(String method, String query, int code)
      throws Exception {
    assertThat(
            RawHttp.exchange(
                server.port(),
                method + " /socket.io/?" + query + " HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("\r\n\r\n{\"code\":" + code + ",\"message\":\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"transport=websocket", "EIO=abc&transport=websocket", "EIO=4"})
  void aWebSocketOutsideTheProtocolIsNotOpened(String query) {
    assertThatThrownBy(() -> client.webSocket(query)).hasMessageContaining("Handshake");
  }

  @Test
  void pollingSessionsAreKeptAliveByPings() throws Exception {
    String sid = client.open();
    for (int i = 0; i < 3; i++) {
      assertThat(client.poll(sid).body()).isEqualTo("2");
      assertThat(client.post(sid, "3").body()).isEqualTo("ok");
    }
  }

  @Test
  void aPollingSessionThatDoesNotAnswerEnds() throws Exception {
    String sid = client.open();
    assertThat(client.poll(sid).body()).isEqualTo("2");
    assertThat(client.poll(sid).body()).isEqualTo("1");
    assertThat(client.poll(sid).statusCode()).isEqualTo(400);
  }

  @Test
  void webSocketSessionsAreKeptAliveByPings() throws Exception {
    WireClient.Socket socket = client.connectedSocket();
    assertThat(socket.next()).isEqualTo("42[\"auth\",{}]");
    for (int i = 0; i < 3; i++) {
      assertThat(socket.nextAny()).isEqualTo("2");
      socket.send("3");
    }
  }

  @Test
  void aWebSocketSessionThatDoesNotAnswerEnds() throws Exception {
    WireClient.Socket socket = client.openSocket();
    assertThat(socket.nextAny()).isEqualTo("2");
    assertThat(socket.nextAny()).isEqualTo("closed 1000");
  }

  @Test
  void pingsOfTheWebSocketItselfAreAnswered() throws Exception {
    WireClient.Socket socket = client.openSocket();
    socket.ping();
    assertThat(socket.next()).isEqualTo("pong");
  }

  @Test
  void aClientClosesItsPollingSession() throws Exception {
    String sid = client.open();
    CompletableFuture<HttpResponse<String>> poll = pollInBackground(sid);
    assertThat(client.post(sid, "1").body()).isEqualTo("ok");
    assertThat(poll.get().body()).isEqualTo("6");
    assertThat(client.poll(sid).statusCode()).isEqualTo(400);
  }

  @Test
  void aClientClosesItsWebSocketSession() throws Exception {
    assertThat(client.openSocket().send("1").untilClosed()).isEqualTo("closed 1000");
  }

  @Test
  void overlappingPollsEndTheSession() throws Exception {
    String sid = client.open();
    CompletableFuture<HttpResponse<String>> first = pollInBackground(sid);
    HttpResponse<String> second = client.poll(sid);
    assertThat(second.body() + first.get().body()).contains("\"code\":3");
    assertThat(client.poll(sid).statusCode()).isEqualTo(400);
  }

  @Test
  void aSessionMovesToAWebSocket() throws Exception {
    String sid = client.open();
    client.post(sid, "40");
    assertThat(client.poll(sid).body()).startsWith("40{\"sid\":");
    WireClient.Socket socket = client.webSocket("EIO=4&transport=websocket&sid=" + sid);
    CompletableFuture<HttpResponse<String>> poll = pollInBackground(sid);
    socket.send("2probe");
    assertThat(socket.next()).isEqualTo("3probe");
    assertThat(poll.get().body()).endsWith("6");
    socket.send("5").send("42[\"message\",1]");
    assertThat(socket.next()).isEqualTo("42[\"message-back\",1]");
  }

  @Test
  void whatIsSentDuringTheUpgradeArrivesOnceAndInOrder() throws Exception {
    String sid = client.open();
    client.post(sid, "40\u001e42[\"message\",0]\u001e42[\"message\",1]");
    WireClient.Socket socket = client.webSocket("EIO=4&transport=websocket&sid=" + sid);
    socket.send("2probe");
    assertThat(socket.next()).isEqualTo("3probe");
    client.post(sid, "42[\"message\",2]");
    socket.send("5").send("42[\"message\",3]");
    assertThat((String) socket.next()).startsWith("40{\"sid\":");
    assertThat(socket.next()).isEqualTo("42[\"auth\",{}]");
    for (int i = 0; i < 4; i++) {
      assertThat(socket.next()).isEqualTo("42[\"message-back\"," + i + "]");
    }
  }

  @Test
  void afterTheUpgradeNothingElseReachesTheSession() throws Exception {
    String sid = client.open();
    WireClient.Socket socket = client.webSocket("EIO=4&transport=websocket&sid=" + sid);
    socket.send("2probe");
    assertThat(socket.next()).isEqualTo("3probe");
    socket.send("5").send("40");
    assertThat((String) socket.next()).startsWith("40");
    assertThat(client.poll(sid).statusCode()).isEqualTo(400);
    assertThat(client.post(sid, "3").statusCode()).isEqualTo(400);
    WireClient.Socket second = client.webSocket("EIO=4&transport=websocket&sid=" + sid);
    assertThat(second.next()).isEqualTo("closed 1000");
    socket.send("42[\"message\",\"still here\"]");
    assertThat(socket.next()).isEqualTo("42[\"auth\",{}]");
    assertThat(socket.next()).isEqualTo("42[\"message-back\",\"still here\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "40", "2", "3probe"})
  void aWebSocketThatDoesNotProbeFirstIsClosedAndTheSessionPollsOn(String packet) throws Exception {
    String sid = client.open();
    WireClient.Socket socket = client.webSocket("EIO=4&transport=websocket&sid=" + sid);
    assertThat(socket.send(packet).untilClosed()).isEqualTo("closed 1002");
    assertThat(client.post(sid, "3").statusCode()).isEqualTo(200);
  }

  private CompletableFuture<HttpResponse<String>> pollInBackground(String sid) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client.poll(sid);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
