package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket.IO protocol 5 as its document describes it. */
class SocketIoTest {

  @AutoClose private SocketIoServer server;
  private WireClient client;

  @BeforeEach
  void open() {
    server = ConformanceServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    client = new WireClient(server.port());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "40 | 40 | 42[\"auth\",{}]",
        "40{\"token\":\"123\"} | 40 | 42[\"auth\",{\"token\":\"123\"}]",
        "40/custom, | 40/custom, | 42/custom,[\"auth\",{}]",
        "40/custom | 40/custom, | 42/custom,[\"auth\",{}]",
        "40/custom,{\"token\":\"abc\"} | 40/custom, | 42/custom,[\"auth\",{\"token\":\"abc\"}]",
      })
  void aClientEntersANamespace(String packet, String prefix, String auth) throws Exception {
    WireClient.Socket socket = client.openSocket().send(packet);
    assertThat((String) socket.next()).matches("\\Q" + prefix + "\\E\\{\"sid\":\"[\\w-]{20}\"}");
    assertThat(socket.next()).isEqualTo(auth);
  }

  @Test
  void anUnknownNamespaceIsRefusedAndTheSessionGoesOn() throws Exception {
    WireClient.Socket socket = client.openSocket().send("40/random");
    assertThat(socket.next()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
    assertThat((String) socket.send("40").next()).startsWith("40{\"sid\":");
  }

  @Test
  void aSessionThatEntersNoNamespaceEnds() throws Exception {
    WireClient.Socket socket = client.openSocket();
    socket.nextAny();
    socket.send("3");
    socket.nextAny();
    socket.send("3");
    assertThat(socket.untilClosed()).isEqualTo("closed 1000");
  }

  @Test
  void leavingTheMainNamespaceKeepsTheSessionForAWhile() throws Exception {
    WireClient.Socket socket = connected().send("41");
    assertThat(socket.nextAny()).isEqualTo("2");
    assertThat((String) socket.send("3").send("40").next()).startsWith("40{\"sid\":");
  }

  @Test
  void leavingOneNamespaceLeavesTheOtherAlone() throws Exception {
    WireClient.Socket socket = connected().send("40/custom");
    assertThat((String) socket.next()).startsWith("40/custom,");
    assertThat(socket.next()).isEqualTo("42/custom,[\"auth\",{}]");
    socket.send("41/custom").send("42[\"message\",\"message to main namespace\"]");
    assertThat(socket.next()).isEqualTo("42[\"message-back\",\"message to main namespace\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42[\"message\",1,\"2\",{\"3\":[true]}] | 42[\"message-back\",1,\"2\",{\"3\":[true]}]",
        "42456[\"message-with-ack\",1,\"2\"] | 43456[1,\"2\"]",
        "42[\"message\"] | 42[\"message-back\"]",
        "420[\"message-with-ack\"] | 430[]",
        "42[\"message\",\"\\ud800\\u001e\\ud83d\\ude00\"] | 42[\"message-back\",\"\\ud800\\u001E😀\"]",
      })
  void eventsAndAcknowledgementsCarryJson(String packet, String answer) throws Exception {
    assertThat(connected().send(packet).next()).isEqualTo(answer);
  }

  @Test
  void eventsCarryBinary() throws Exception {
    WireClient.Socket socket =
        connected()
            .send(
                "452-[\"message\",{\"_placeholder\":true,\"num\":0},{\"a\":{\"_placeholder\":true,\"num\":1}}]")
            .send((byte) 0, (byte) '1', (byte) ':')
            .send(new byte[0]);
    assertThat(socket.next())
        .isEqualTo(
            "452-[\"message-back\",{\"_placeholder\":true,\"num\":0},{\"a\":{\"_placeholder\":true,\"num\":1}}]");
    assertThat(socket.next()).isEqualTo(new byte[] {0, '1', ':'});
    assertThat(socket.next()).isEqualTo(new byte[0]);
  }

  @Test
  void acknowledgementsCarryBinaryInTheOrderOfThePlaces() throws Exception {
    WireClient.Socket socket =
        connected()
            .send(
                "452-789[\"message-with-ack\",{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":0}]")
            .send((byte) 1)
            .send((byte) 2);
    assertThat(socket.next())
        .isEqualTo("462-789[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
    assertThat(socket.next()).isEqualTo(new byte[] {2});
    assertThat(socket.next()).isEqualTo(new byte[] {1});
  }

  @Test
  void binaryTravelsOverPollingInBothDirections() throws Exception {
    String sid = client.open();
    client.post(
        sid,
        "40\u001e451-[\"message\",{\"_placeholder\":true,\"num\":0}]\u001ebAAEC\u001e42[\"message\"]");
    assertThat(client.poll(sid).body())
        .matches(
            "40\\{[^}]+}\u001e42\\[\"auth\",\\{}]\u001e"
                + "451-\\[\"message-back\",\\{\"_placeholder\":true,\"num\":0}]\u001ebAAEC\u001e"
                + "42\\[\"message-back\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4abc",
        "42{}",
        "42abc[\"message-with-ack\"]",
        "42",
        "42[]",
        "42[1]",
        "42[\"connect\"]",
        "42[\"message\"",
        "42[\"message\"]x",
        "421234567890123[\"message\"]",
        "42/unknown,[\"message\"]",
        "40",
        "43[]",
        "44{}",
        "410",
        "45[\"message\"]",
        "450-[\"message\"]",
        "4511-[\"message\"]",
        "451800000000-[\"message\",{\"_placeholder\":true,\"num\":0}]",
        "45-1-[\"message\"]",
        "42[\"message\",{\"_placeholder\":true,\"num\":0}]",
        "47[\"message\"]",
        "4",
        "",
        "2",
        "5",
        "0{}",
        "3probe",
        "9",
      })
  void whatIsNotInTheGrammarEndsTheSession(String packet) throws Exception {
    assertThat(connected().send(packet).untilClosed()).isEqualTo("closed 1002");
    assertThat((String) connected().send("42[\"message\"]").next()).startsWith("42");
    String sid = client.open();
    client.post(sid, "40");
    assertThat(client.post(sid, packet).statusCode()).isEqualTo(400);
    assertThat(client.poll(sid).statusCode()).isEqualTo(400);
  }

  @Test
  void textBetweenAttachmentsEndsTheSession() throws Exception {
    assertThat(
            connected()
                .send("451-[\"message\",{\"_placeholder\":true,\"num\":0}]")
                .send("42[\"message\"]")
                .untilClosed())
        .isEqualTo("closed 1002");
  }

  @Test
  void binaryOutOfTheBlueEndsTheSession() throws Exception {
    assertThat(connected().send((byte) 4).untilClosed()).isEqualTo("closed 1002");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"message\",{\"_placeholder\":true,\"num\":1}]",
        "[\"message\",{\"_placeholder\":true,\"num\":-1}]",
        "[\"message\",{\"_placeholder\":true,\"num\":\"0\"}]",
        "[\"message\",{\"_placeholder\":true}]",
        "[\"message\"]",
        "[\"message\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":0}]",
      })
  void attachmentsMustFitTheirPlaces(String payload) throws Exception {
    assertThat(connected().send("451-" + payload).send((byte) 1).untilClosed())
        .isEqualTo("closed 1002");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!!", "AAEC=AAEC", "b"})
  void attachmentsOverPollingMustBeBase64(String base64) throws Exception {
    String sid = client.open();
    client.post(sid, "40");
    String packet = "451-[\"message\",{\"_placeholder\":true,\"num\":0}]\u001eb" + base64;
    assertThat(client.post(sid, packet).statusCode()).isEqualTo(400);
  }

  private WireClient.Socket connected() throws Exception {
    WireClient.Socket socket = client.connectedSocket();
    assertThat(socket.next()).isEqualTo("42[\"auth\",{}]");
    return socket;
  }
}
