package dev.parley.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.execution.Verdict;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import dev.parley.session.RoomState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log's form is a contract: other programs and other releases read it. */
class EventJsonTest {

  private static final Path GOLDEN = Path.of("src/test/resources/json/events.ndjson");

  private final EventJson json = new EventJson();

  static List<JournalEntry> everyKind() {
    return Samples.everyKind();
  }

  @Test
  void theSamplesHaveEveryKind() {
    assertThat(Samples.everyKind().stream().map(entry -> entry.event().kind()))
        .containsExactlyInAnyOrder(RoomEvent.Kind.values());
  }

  @Test
  void entriesAreWrittenAsTheGoldenFileHasThem() throws IOException {
    assertThat(Samples.everyKind().stream().map(json::text))
        .containsExactlyElementsOf(Files.readAllLines(GOLDEN));
  }

  @Test
  void theGoldenFileIsReadAsTheEntries() throws IOException {
    assertThat(Files.readAllLines(GOLDEN).stream().map(json::read))
        .containsExactlyElementsOf(Samples.everyKind());
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void theLineSaysWhatTheTreeSays(JournalEntry entry) {
    assertThat(json.text(entry)).isEqualTo(Json.text(Json.mapper(), json.node(entry)));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void everyBodySurvivesTheJournal(JournalEntry entry) {
    String body = json.body(entry.event());
    byte[] stored = body.getBytes(StandardCharsets.UTF_8);
    assertThat(json.event(entry.event().kind(), new String(stored, StandardCharsets.UTF_8)))
        .isEqualTo(entry.event());
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void anUnknownPropertyIsRefused(JournalEntry entry) {
    String text = json.text(entry);
    String more = text.substring(0, text.length() - 1) + ",\"surprise\":1}";
    assertThatThrownBy(() -> json.read(more)).isInstanceOf(MalformedJson.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"seq\":1,\"at\":0,\"kind\":\"left\"}",
        "{\"seq\":1,\"at\":0,\"kind\":\"left\",\"id\":null}",
        "{\"seq\":1,\"at\":0,\"kind\":\"gone\",\"id\":\"p\"}",
        "{\"seq\":1,\"at\":0,\"kind\":\"LEFT\",\"id\":\"p\"}",
        "{\"seq\":0,\"at\":0,\"kind\":\"left\",\"id\":\"p\"}",
        "{\"seq\":\"1\",\"at\":0,\"kind\":\"left\",\"id\":\"p\"}",
        "{\"seq\":1.5,\"at\":0,\"kind\":\"left\",\"id\":\"p\"}",
        "{\"seq\":1,\"at\":0,\"kind\":\"left\",\"id\":\"p\"} x",
        "{\"seq\":1,\"at\":0,\"kind\":\"left\",\"id\":7}",
        "{\"seq\":1,\"at\":0,\"kind\":\"run_started\",\"id\":\"r\",\"warm\":true}",
        "{\"seq\":1,\"at\":0,\"kind\":\"run_started\",\"id\":\"r\",\"waited_ms\":1.5,\"warm\":true}",
        "{\"seq\":1,\"at\":0,\"kind\":\"run_finished\",\"id\":\"r\"}",
        "{\"seq\":1,\"at\":0,\"kind\":\"change\",\"file\":\"f\",\"revision\":1,\"client\":\"c\","
            + "\"first\":0,\"change\":[[0,\"a\\nb\"]],\"source\":\"s\"}",
        "{\"seq\":1,\"at\":0,\"kind\":\"change\",\"file\":\"f\",\"revision\":1,\"client\":\"c\","
            + "\"first\":0,\"change\":[1]}",
      })
  void whatIsNotAnEntryIsRefused(String text) {
    assertThatThrownBy(() -> json.read(text)).isInstanceOf(MalformedJson.class);
  }

  @Test
  void aVerdictThatNeverRanHasNoExitCode() {
    Verdict never =
        new Verdict(
            Verdict.State.CANCELLED,
            Verdict.Reason.STOPPED,
            OptionalInt.empty(),
            "Stopped.",
            Duration.ZERO,
            Duration.ZERO,
            0,
            0,
            false,
            Verdict.Phases.NONE);
    assertThat(json.node(never).has("exit_code")).isFalse();
    RoomEvent event = new RoomEvent.RunFinished("r", never);
    assertThat(json.event(event.kind(), json.body(event))).isEqualTo(event);
  }

  @Test
  void aSnapshotSurvivesTheJournal() {
    RoomSnapshot snapshot =
        new RoomSnapshot(
            400,
            65_000,
            "Interview",
            "python",
            RoomState.LIVE,
            List.of(new RoomSnapshot.FileText("main.py", "python", "e1", 312, "print('ü')\n")),
            List.of("p1", "p2"),
            Optional.of("r9"));
    assertThat(json.snapshot(json.snapshot(snapshot))).isEqualTo(snapshot);
    assertThatThrownBy(() -> json.snapshot("{\"seq\":1}")).isInstanceOf(MalformedJson.class);
  }
}
