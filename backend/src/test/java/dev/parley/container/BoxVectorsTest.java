package dev.parley.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples that both sides of the box protocol read. */
class BoxVectorsTest {

  private static final Path VECTORS =
      Path.of(System.getProperty("parley.root", "..")).resolve("runtimes/box/vectors.txt");

  private static List<String> lines(String kind) throws IOException {
    return Files.readAllLines(VECTORS).stream().filter(l -> l.startsWith(kind + " ")).toList();
  }

  static List<String> frames() throws IOException {
    return lines("frame");
  }

  static List<String> reports() throws IOException {
    return lines("report");
  }

  private static byte[] bytes(String hex) {
    return hex.equals("-") ? new byte[0] : HexFormat.of().parseHex(hex);
  }

  @Test
  void thereAreVectors() throws IOException {
    assertThat(frames()).hasSizeGreaterThan(10);
    assertThat(reports()).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void framesAreWrittenAndRead(String line) {
    String[] words = line.split(" ", -1);
    byte type = (byte) words[1].charAt(0);
    byte[] payload = bytes(words[2]);
    assertThat(BoxFrames.frame(type, payload)).isEqualTo(bytes(words[3]));
    StringBuilder heard = new StringBuilder();
    new BoxFrames.Decoder(
            new BoxFrames.Listener() {
              @Override
              public void frame(byte of, byte[] piece) {
                assertThat(of).isEqualTo(type);
                heard.append(HexFormat.of().formatHex(piece));
              }

              @Override
              public void broken(String message) {
                heard.append("broken");
              }
            })
        .feed(ByteBuffer.wrap(bytes(words[3])));
    assertThat(heard).hasToString(HexFormat.of().formatHex(payload));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void reportsAreRead(String line) {
    String[] words = line.split(" ", 12);
    Exit.Report report = ExitReport.parse(words[11]).orElseThrow();
    assertThat(report.why())
        .isEqualTo(Exit.Why.valueOf(words[1].toUpperCase(Locale.ROOT).replace('-', '_')));
    int status = Integer.parseInt(words[2]);
    assertThat(report.signal()).isEqualTo(status & 0x7f);
    assertThat(report.code())
        .isEqualTo(status < 256 ? (status == 0 ? 0 : 128 + status) : status >> 8);
    assertThat(report.compile()).isEqualTo(Duration.ofMillis(Long.parseLong(words[4])));
    assertThat(report.run()).isEqualTo(Duration.ofMillis(Long.parseLong(words[5])));
    assertThat(report.cpu()).isEqualTo(Duration.ofMillis(Long.parseLong(words[6])));
    assertThat(report.peakMemory()).isEqualTo(Long.parseLong(words[7]) << 10);
    assertThat(report.outOfMemory()).isEqualTo(words[8].equals("1"));
    assertThat(report.truncated()).isEqualTo(words[9].equals("1"));
    assertThat(report.diskFull()).isEqualTo(words[10].equals("1"));
  }

  @Test
  void nonsenseIsNoReport() {
    assertThat(ExitReport.parse("")).isEmpty();
    assertThat(ExitReport.parse("{\"why\":\"else\",\"code\":1}")).isEmpty();
    assertThat(ExitReport.parse(new String(new byte[1000], UTF_8))).isEmpty();
  }
}
