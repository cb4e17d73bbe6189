package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody can do who knows a victim's session id: nothing. */
class SidCredentialTest {

  private final Application application = new Application();
  @AutoClose private SocketIoServer server;
  private WireClient client;
  private String origin;

  @BeforeEach
  void open() {
    server = Application.open(SocketIoSettings.defaults(), application);
    client = new WireClient(server.port());
    origin = "http://127.0.0.1:" + server.port();
  }

  @Test
  void theKeyOfABrowserIsOutOfReachForScripts() throws Exception {
    assertThat(
            client.get("EIO=4&transport=polling").headers().firstValue("Set-Cookie").orElseThrow())
        .matches("sio=[A-Za-z0-9_-]{43}; Path=/socket.io/; HttpOnly; SameSite=Strict");
  }

  @Test
  void tabsOfABrowserShareOneKey() throws Exception {
    String key = WireClient.cookieIn(client.get("EIO=4&transport=polling"));
    assertThat(WireClient.cookieIn(client.get("EIO=4&transport=polling", "Cookie", key)))
        .isEqualTo(key);
  }

  /** The three attacks that the library lets through, on a victim that polls in a browser. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Origin | http://evil.example | 403",
        "Cookie | sio=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | 400",
        "Cookie | sio=short | 400",
        "X-Nothing | | 400",
        "Sec-Fetch-Site | cross-site | 403",
        "Sec-Fetch-Site | same-origin | 400",
      })
  void aStolenIdIsWorthless(String name, String value, int status) throws Exception {
    HttpResponse<String> handshake = client.get("EIO=4&transport=polling", "Origin", origin);
    String sid = WireClient.sidIn(handshake.body());
    String key = WireClient.cookieIn(handshake);
    String[] stolen = {name, value == null ? "" : value};

    assertThat(client.post(sid, "40", stolen).statusCode()).isEqualTo(status);
    assertThat(client.poll(sid, stolen).statusCode()).isEqualTo(status);
    assertThat(client.get("EIO=4&transport=polling&disconnect=1&sid=" + sid, stolen).statusCode())
        .isEqualTo(status);
    assertThatThrownBy(() -> client.webSocket("EIO=4&transport=websocket&sid=" + sid, stolen))
        .hasMessageContaining("Handshake");

    assertThat(client.post(sid, "40", "Cookie", key).body()).isEqualTo("ok");
    assertThat(client.poll(sid, "Cookie", key).body()).startsWith("40{");
    WireClient.Socket socket =
        client.webSocket("EIO=4&transport=websocket&sid=" + sid, "Cookie", key);
    assertThat(socket.send("2probe").next()).isEqualTo("3probe");
  }

  @Test
  void whoeverHasSentTheKeyOnceMustAlwaysSendIt() throws Exception {
    HttpResponse<String> handshake = client.get("EIO=4&transport=polling");
    String sid = WireClient.sidIn(handshake.body());
    assertThat(client.post(sid, "40", "Cookie", WireClient.cookieIn(handshake)).statusCode())
        .isEqualTo(200);
    assertThat(client.post(sid, "42[\"message\"]").statusCode()).isEqualTo(400);
    assertThat(client.poll(sid).body()).contains("\"code\":1");
  }

  @Test
  void aPlainClientNeedsNoCookie() throws Exception {
    String sid = client.open();
    assertThat(client.post(sid, "40").body()).isEqualTo("ok");
    assertThat(client.poll(sid).body()).startsWith("40{");
    assertThat(client.webSocket("EIO=4&transport=websocket&sid=" + sid).send("2probe").next())
        .isEqualTo("3probe");
  }

  @Test
  void aPlainClientWithABearerHeaderIsBoundToIt() throws Exception {
    String[] bearer = {"Authorization", "Bearer abc"};
    String sid = WireClient.sidIn(client.get("EIO=4&transport=polling", bearer).body());
    assertThat(client.post(sid, "40").statusCode()).isEqualTo(400);
    assertThat(client.post(sid, "40", "Authorization", "Bearer abd").statusCode()).isEqualTo(400);
    assertThat(client.post(sid, "40", bearer).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void aSessionOverWebSocketIsItsConnection(String transport) throws Exception {
    WireClient.Socket victim = client.webSocket("EIO=4&transport=websocket");
    String sid = WireClient.sidIn((String) victim.next());
    if (transport.equals("polling")) {
      assertThat(client.post(sid, "40").statusCode()).isEqualTo(400);
      assertThat(client.poll(sid).statusCode()).isEqualTo(400);
    } else {
      WireClient.Socket thief = client.webSocket("EIO=4&transport=websocket&sid=" + sid);
      assertThat(thief.next()).isEqualTo("closed 1000");
    }
    assertThat((String) victim.send("40").next()).startsWith("40{");
  }

  @Test
  void thePublicIdOfAPeerOpensNothing() throws Exception {
    WireClient.Socket socket = client.connectedSocket();
    Peer peer = application.peers.take();
    assertThat(client.poll(peer.id()).statusCode()).isEqualTo(400);
    assertThat(socket.send("42[\"message\"]").next()).isEqualTo("42[\"message-back\"]");
  }

  @Test
  void theStrictPolicyRefusesPollingWithoutKey() throws Exception {
    SocketIoSettings.Access access = SocketIoSettings.defaults().access();
    SocketIoSettings strict =
        SocketIoSettings.defaults()
            .withAccess(
                new SocketIoSettings.Access(
                    access.origins(),
                    SidCredential.COOKIE,
                    true,
                    access.maxSessions(),
                    access.handshakeBurst(),
                    access.handshakesPerSecond(),
                    access.maxAddresses(),
                    access.maxConnections()));
    try (SocketIoServer other = Application.open(strict, application)) {
      WireClient stranger = new WireClient(other.port());
      HttpResponse<String> handshake = stranger.get("EIO=4&transport=polling");
      String sid = WireClient.sidIn(handshake.body());
      assertThat(handshake.headers().firstValue("Set-Cookie").orElseThrow()).endsWith("; Secure");
      assertThat(stranger.post(sid, "40").statusCode()).isEqualTo(400);
      assertThat(stranger.post(sid, "40", "Cookie", WireClient.cookieIn(handshake)).statusCode())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example, 403",
    "null, 403",
    "http://127.0.0.1, 403",
    "http://127.0.0.1.evil.example, 403",
    "file://, 403",
    "OWN, 200",
  })
  void foreignPagesAreKeptOutOfEveryRequest(String from, int status) throws Exception {
    String header = from.equals("OWN") ? origin : from;
    HttpResponse<String> response = client.get("EIO=4&transport=polling", "Origin", header);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    if (status == 403) {
      assertThatThrownBy(() -> client.webSocket("EIO=4&transport=websocket", "Origin", header))
          .hasMessageContaining("Handshake");
    } else {
      assertThat((String) client.webSocket("EIO=4&transport=websocket", "Origin", header).next())
          .startsWith("0{");
    }
  }
}
