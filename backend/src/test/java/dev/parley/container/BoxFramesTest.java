package dev.parley.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoxFramesTest {

  private final List<String> heard = new ArrayList<>();
  private final BoxFrames.Decoder decoder =
      new BoxFrames.Decoder(
          new BoxFrames.Listener() {
            @Override
            public void frame(byte type, byte[] payload) {
              heard.add((char) type + ":" + new String(payload, UTF_8));
            }

            @Override
            public void broken(String message) {
              heard.add("broken");
            }
          });

  private static byte[] frames() {
    ByteBuffer all = ByteBuffer.allocate(100);
    all.put(BoxFrames.frame(BoxFrames.READY));
    all.put(BoxFrames.frame(BoxFrames.PHASE, (byte) 'r'));
    all.put(BoxFrames.frame(BoxFrames.EXIT, "{\"why\":\"exit\"}".getBytes(UTF_8)));
    return java.util.Arrays.copyOf(all.array(), all.position());
  }

  @Test
  void framesComeWholeHoweverTheyAreCut() {
    byte[] frames = frames();
    for (int cut = 0; cut <= frames.length; cut++) {
      heard.clear();
      decoder.feed(ByteBuffer.wrap(frames, 0, cut));
      decoder.feed(ByteBuffer.wrap(frames, cut, frames.length - cut));
      assertThat(heard).containsExactly("r:", "b:r", "x:{\"why\":\"exit\"}");
    }
  }

  @Test
  void outputPassesThroughInThePiecesItComesIn() {
    byte[] frame = BoxFrames.frame(BoxFrames.STDOUT, "hello".getBytes(UTF_8));
    decoder.feed(ByteBuffer.wrap(frame, 0, 7));
    assertThat(heard).containsExactly("o:he");
    decoder.feed(ByteBuffer.wrap(frame, 7, 3));
    assertThat(heard).containsExactly("o:he", "o:llo");
  }

  @Test
  void aFrameThatIsTooLongEndsTheStream() {
    for (byte[] header :
        List.of(
            new byte[] {'o', 0x7f, 0, 0, 0},
            new byte[] {'o', (byte) 0xff, 0, 0, 0},
            new byte[] {'x', 0, 2, 0, 0})) {
      heard.clear();
      BoxFrames.Decoder fresh = new BoxFrames.Decoder(listener());
      fresh.feed(ByteBuffer.wrap(header));
      fresh.feed(ByteBuffer.wrap(frames()));
      assertThat(heard).containsExactly("broken");
    }
  }

  private BoxFrames.Listener listener() {
    return new BoxFrames.Listener() {
      @Override
      public void frame(byte type, byte[] payload) {
        heard.add("frame");
      }

      @Override
      public void broken(String message) {
        heard.add("broken");
      }
    };
  }

  @Test
  void aRunRequestIsWrittenRecordByRecord() {
    byte[] frame =
        BoxFrames.run(
            new RunRequest(
                Map.of("main.py", "1"),
                List.of("cc"),
                List.of("python3", "é"),
                Optional.of(new RunRequest.Terminal(80, 24)),
                Duration.ofSeconds(2),
                Duration.ofMillis(1500),
                Duration.ofMillis(500),
                Duration.ofMillis(300),
                64));
    assertThat(HexFormat.of().formatHex(frame))
        .isEqualTo(
            "52"
                + "0000005d"
                + "46"
                + "00000009"
                + "6d61696e2e70790031"
                + "50"
                + "00000002"
                + "6363"
                + "41"
                + "00000007"
                + "707974686f6e33"
                + "41"
                + "00000002"
                + "c3a9"
                + "54"
                + "00000007"
                + "302c32342c3830"
                + "43"
                + "00000004"
                + "32303030"
                + "4d"
                + "00000004"
                + "31353030"
                + "49"
                + "00000003"
                + "353030"
                + "55"
                + "00000003"
                + "333030"
                + "4f"
                + "00000002"
                + "3634");
  }

  @Test
  void aWindowIsRowsThenColumns() {
    assertThat(BoxFrames.window(300, 24)).containsExactly('W', 0, 0, 0, 4, 0, 24, 1, 44);
  }
}
