package dev.parley.api;

import static dev.parley.api.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Files and the timeline of a room in which somebody typed at one, two and three seconds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayRoutesTest {

  @AutoClose private TestServer server;
  private UUID id;
  private String room;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder);
    JsonNode made = server.room("{\"title\":\"Round\",\"files\":[{\"text\":\"a\\n\"}]}");
    id = UUID.fromString(made.get("id").textValue());
    room = "/api/rooms/" + made.get("code").textValue();
    Guest guest = new Guest(server.rooms, id);
    for (String text : new String[] {"b", "c", "\ud83d\ude00"}) {
      server.millis.addAndGet(1_000);
      guest.type(text);
    }
  }

  @Test
  void filesAreListedWithoutTheirText() {
    JsonNode files = json(server.get(room + "/files"));
    assertThat(files).hasSize(1);
    assertThat(files.at("/0/file").textValue()).isEqualTo("main.python");
    assertThat(files.at("/0/revision").longValue()).isEqualTo(3);
    assertThat(files.at("/0").has("text")).isFalse();
  }

  @Test
  void aFileIsAsItIsNow() {
    HttpResponse<String> response = server.get(room + "/files/main.python");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    JsonNode file = json(response);
    assertThat(file.get("text").textValue()).isEqualTo("a\nbc\ud83d\ude00");
    assertThat(file.get("revision").longValue()).isEqualTo(3);
    assertThat(file.get("language").textValue()).isEqualTo("python");
    assertThat(file.get("epoch").textValue()).isNotEmpty();
    assertThat(file.has("at")).isFalse();
  }

  @Test
  void aFileIsAsItWasAtARevisionForEver() {
    String[] texts = {"a\n", "a\nb", "a\nbc", "a\nbc\ud83d\ude00"};
    for (int revision = 0; revision < texts.length; revision++) {
      HttpResponse<String> then = server.get(room + "/files/main.python?revision=" + revision);
      assertThat(json(then).get("text").textValue()).isEqualTo(texts[revision]);
      assertThat(json(then).get("revision").intValue()).isEqualTo(revision);
      assertThat(then.headers().firstValue("Cache-Control").orElseThrow())
          .contains("immutable", "private");
    }
  }

  @Test
  void aFileIsAsItWasAtATime() {
    assertThat(textAt(0)).isEqualTo("a\n");
    assertThat(textAt(999)).isEqualTo("a\n");
    assertThat(textAt(1_000)).isEqualTo("a\nb");
    assertThat(textAt(2_500)).isEqualTo("a\nbc");
    assertThat(textAt(1_000_000)).isEqualTo("a\nbc\ud83d\ude00");
  }

  private String textAt(long at) {
    JsonNode file = json(server.get(room + "/files/main.python?at=" + at));
    assertThat(file.get("at").longValue()).isEqualTo(at);
    return file.get("text").textValue();
  }

  @Test
  void aFileCanBePlainText() {
    HttpResponse<String> plain =
        server.send(server.to(room + "/files/main.python?at=1500").header("Accept", "text/plain"));
    assertThat(plain.body()).isEqualTo("a\nb");
    assertThat(plain.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain;")
        .containsIgnoringCase("utf-8");
  }

  @Test
  void whatNeverWasIsNotFound() {
    EdgeTest.problem(server.get(room + "/files/none.py"), 404, "unknown_file");
    EdgeTest.problem(server.get(room + "/files/none.py?at=5"), 404, "unknown_file");
    EdgeTest.problem(server.get(room + "/files/none.py?revision=0"), 404, "unknown_file");
    EdgeTest.problem(server.get(room + "/files/src/a/b.py"), 404, "unknown_file");
    EdgeTest.problem(server.get(room + "/files/%2e%2e%2fetc%2fpasswd"), 404, "unknown_file");
    EdgeTest.problem(server.get(room + "/files/main.python?revision=4"), 404, "invalid_revision");
    for (String query : new String[] {"revision=1&at=1", "revision=-1", "at=soon", "at="}) {
      EdgeTest.problem(server.get(room + "/files/main.python?" + query), 400, "invalid_message");
    }
  }

  @Test
  void theTimelineHasEverythingAReplayBeginsWith() {
    JsonNode timeline = json(server.get(room + "/timeline"));
    assertThat(timeline.get("title").textValue()).isEqualTo("Round");
    assertThat(timeline.get("state").textValue()).isEqualTo("live");
    assertThat(timeline.get("start").textValue()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(timeline.get("end").isNull()).isTrue();
    assertThat(timeline.get("duration").longValue()).isEqualTo(3_000);
    assertThat(timeline.at("/files/0/file").textValue()).isEqualTo("main.python");
    assertThat(timeline.at("/files/0/revision").longValue()).isEqualTo(3);
    assertThat(timeline.at("/participants/0/username").textValue()).isEqualTo("Grace");
    assertThat(timeline.at("/counts/change").longValue()).isEqualTo(3);
    assertThat(timeline.at("/markers/0/sort").textValue()).isEqualTo("joined");
  }

  @Test
  void peopleInsideAreSeenAndAnEndedRoomHasAnEnd() {
    JsonNode made = server.room("{}");
    String path = "/api/rooms/" + made.get("code").textValue();
    Guest guest = new Guest(server.rooms, UUID.fromString(made.get("id").textValue()));
    JsonNode people = json(server.get(path)).get("participants");
    assertThat(people.at("/0/username").textValue()).isEqualTo("Grace");
    assertThat(people.at("/0/role").textValue()).isEqualTo("interviewer");
    assertThat(people.at("/0/color").textValue()).startsWith("#");
    JsonNode session = json(server.get("/api/session/" + made.get("code").textValue()));
    assertThat(session.get("connected_users").intValue()).isEqualTo(1);

    guest.end();
    assertThat(json(server.get(path)).get("state").textValue()).isEqualTo("ended");
    JsonNode timeline = json(server.get(path + "/timeline"));
    assertThat(timeline.get("end")).isEqualTo(timeline.get("start"));
  }
}
