package dev.parley.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What CodeMirror's own code answered, case by case; frontend/golden says how it was asked. */
class GoldenTest {

  @Test
  void agreesWithCodeMirror() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> lines = read();

    for (String line : lines) {
      JsonNode golden = json.readTree(line);
      String before = golden.get("before").textValue();
      Change a = ChangeJson.parse(golden.get("a").toString());
      Change b = ChangeJson.parse(golden.get("b").toString());
      Change c = ChangeJson.parse(golden.get("c").toString());
      StringBuilder inPlace = new StringBuilder(before);
      a.apply(inPlace);

      assertThat(a.apply(before)).isEqualTo(golden.get("applied").textValue());
      assertThat(inPlace).hasToString(golden.get("applied").textValue());
      // Section by section and letter by letter: what JSON.stringify wrote is what we write.
      assertThat(line)
          .contains("\"a\":" + a)
          .contains("\"b\":" + b)
          .contains("\"c\":" + c)
          .contains("\"composed\":" + a.compose(c))
          .contains("\"mapped\":" + a.map(b, false))
          .contains("\"mappedBefore\":" + a.map(b, true))
          .contains("\"inverted\":" + a.invert(before));
      for (int position = 0; position <= before.length(); position++) {
        assertThat(a.mapPosition(position, -1))
            .isEqualTo(golden.get("stickBefore").get(position).intValue());
        assertThat(a.mapPosition(position, 1))
            .isEqualTo(golden.get("stickAfter").get(position).intValue());
      }
    }
    assertThat(lines).hasSizeGreaterThanOrEqualTo(2_000);
  }

  private static List<String> read() throws IOException {
    try (var in = GoldenTest.class.getResourceAsStream("/text/golden.ndjson");
        var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      return lines.lines().toList();
    }
  }
}
