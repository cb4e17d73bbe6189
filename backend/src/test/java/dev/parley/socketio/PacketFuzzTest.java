package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Sound packets, damaged at random: read or refused, and nothing else happens. */
class PacketFuzzTest {

  private static final int READER_ROUNDS = 50_000;
  private static final int SERVER_ROUNDS = 300;

  private static final List<String> SOUND =
      List.of(
          "0",
          "0/custom,{\"token\":\"abc\"}",
          "1",
          "2[\"message\",1,\"2\",{\"3\":[true]}]",
          "2/custom,17[\"message\",null]",
          "312[\"x\"]",
          "51-[\"message\",{\"_placeholder\":true,\"num\":0}]",
          "52-9[\"message\",[{\"_placeholder\":true,\"num\":0}],{\"_placeholder\":true,\"num\":1}]",
          "61-3[{\"_placeholder\":true,\"num\":0}]");

  private static final String BITS = "0123456789-,/[]{}\"\\:tfn_ \u0000\u001e\ud800é😀";

  @Test
  void theReaderReadsOrRefuses() {
    long seed = System.nanoTime();
    System.out.println("PacketFuzzTest reader seed " + seed);
    Random random = new Random(seed);
    PacketReader reader = new PacketReader(SocketIoSettings.defaults().bounds());
    int read = 0;
    int refused = 0;
    for (int i = 0; i < READER_ROUNDS; i++) {
      String packet = damaged(random);
      try {
        Packet complete = random.nextInt(4) == 0 ? reader.binary(new byte[3]) : reader.text(packet);
        read += complete == null ? 0 : 1;
      } catch (MalformedPacket e) {
        assertThat(e.getMessage()).isNotBlank();
        refused++;
        reader = new PacketReader(SocketIoSettings.defaults().bounds());
      }
    }
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  @Test
  void theServerEndsOneSessionOrGoesOnAndOthersNoticeNothing() throws Exception {
    long seed = System.nanoTime();
    System.out.println("PacketFuzzTest server seed " + seed);
    Random random = new Random(seed);
    Application application = new Application();
    try (SocketIoServer server = Application.open(generous(), application)) {
      WireClient client = new WireClient(server.port());
      WireClient.Socket witness = client.connectedSocket();
      for (int i = 0; i < SERVER_ROUNDS; i++) {
        String sid = client.open();
        assertThat(client.post(sid, "40\u001e4" + damaged(random)).statusCode()).isIn(200, 400);
        assertThat(client.post(sid, "1").statusCode()).isIn(200, 400);
      }
      assertThat(witness.send("42[\"message\",\"well\"]").next())
          .isEqualTo("42[\"message-back\",\"well\"]");
      for (int i = 0; i < SERVER_ROUNDS; i++) {
        assertThat(application.departures.poll(10, TimeUnit.SECONDS)).isNotEqualTo("server fault");
      }
    }
  }

  private static SocketIoSettings generous() {
    return SocketIoSettings.defaults()
        .withAccess(
            new SocketIoSettings.Access(
                OriginPolicy.sameOrigin(),
                SidCredential.COOKIE_OR_ADDRESS,
                false,
                10_000,
                10_000,
                10_000,
                10,
                10_000));
  }

  private static String damaged(Random random) {
    StringBuilder packet = new StringBuilder(SOUND.get(random.nextInt(SOUND.size())));
    for (int damages = random.nextInt(4); damages > 0 && !packet.isEmpty(); damages--) {
      int at = random.nextInt(packet.length());
      char bit = BITS.charAt(random.nextInt(BITS.length()));
      switch (random.nextInt(4)) {
        case 0 -> packet.deleteCharAt(at);
        case 1 -> packet.insert(at, bit);
        case 2 -> packet.setCharAt(at, bit);
        default -> packet.insert(at, packet.substring(at));
      }
    }
    // As it arrives after the wire: half characters do not survive UTF-8.
    return new String(packet.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
