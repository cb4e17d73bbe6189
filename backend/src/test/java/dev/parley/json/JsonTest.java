package dev.parley.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.execution.Verdict;
import dev.parley.session.RoomState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class JsonTest {

  private final ObjectMapper mapper = Json.mapper();

  /** A bit of everything that needs a rule. */
  record Mixed(
      Optional<String> aName,
      OptionalInt aNumber,
      Optional<List<Duration>> waits,
      Instant madeAt,
      RoomState state,
      Verdict.State verdict) {}

  @Test
  void everyRuleAtOnce() throws JsonProcessingException {
    Mixed full =
        new Mixed(
            Optional.of("x"),
            OptionalInt.of(0),
            Optional.of(List.of(Duration.ofSeconds(2))),
            Instant.parse("2026-01-02T03:04:05Z"),
            RoomState.LIVE,
            Verdict.State.TIMEOUT);
    assertThat(Json.text(mapper, full))
        .isEqualTo(
            "{\"a_name\":\"x\",\"a_number\":0,\"waits\":[2000],"
                + "\"made_at\":\"2026-01-02T03:04:05Z\",\"state\":\"live\",\"verdict\":\"TIMEOUT\"}");
    assertThat(mapper.readValue(Json.text(mapper, full), Mixed.class)).isEqualTo(full);
  }

  @Test
  void whatIsEmptyIsLeftOut() throws JsonProcessingException {
    Mixed bare =
        new Mixed(
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Instant.EPOCH,
            RoomState.ENDED,
            Verdict.State.FAILED);
    String text = Json.text(mapper, bare);
    assertThat(text)
        .isEqualTo(
            "{\"made_at\":\"1970-01-01T00:00:00Z\",\"state\":\"ended\",\"verdict\":\"FAILED\"}");
    assertThat(mapper.readValue(text, Mixed.class)).isEqualTo(bare);
  }

  @Test
  void readingIsStrict() {
    for (String text :
        List.of(
            "{\"made_at\":\"yesterday\",\"state\":\"live\",\"verdict\":\"FAILED\"}",
            "{\"made_at\":\"1970-01-01T00:00:00Z\",\"state\":\"LIVE\",\"verdict\":\"FAILED\"}",
            "{\"made_at\":\"1970-01-01T00:00:00Z\",\"state\":\"live\",\"verdict\":\"failed\"}",
            "{\"made_at\":\"1970-01-01T00:00:00Z\",\"state\":1,\"verdict\":\"FAILED\"}",
            "{\"made_at\":\"1970-01-01T00:00:00Z\",\"state\":\"live\"}")) {
      assertThatThrownBy(() -> mapper.readValue(text, Mixed.class))
          .as(text)
          .isInstanceOf(JsonProcessingException.class);
    }
  }

  @Test
  void onlyLoneSurrogatesAreEscaped() throws JsonProcessingException {
    String text = "ü\u2028😀\ud83d\ude00 \ud83d \ude00 \ud83d";
    String json = Json.text(mapper, text);
    assertThat(json).isEqualTo("\"ü\u2028😀😀 \\ud83d \\ude00 \\ud83d\"");
    byte[] wire = json.getBytes(StandardCharsets.UTF_8);
    assertThat(mapper.readValue(new String(wire, StandardCharsets.UTF_8), String.class))
        .isEqualTo(text);
  }
}
