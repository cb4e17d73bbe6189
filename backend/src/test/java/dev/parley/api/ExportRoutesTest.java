package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.auth.Claims;
import dev.parley.auth.Role;
import dev.parley.replay.Viewer;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.session.RoomRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A room whose people did their best to break out of whatever is made of what they typed. */
class ExportRoutesTest {

  private static final String HOSTILE =
      "</script><script>hacked()</script><!-- \u2028\u2029 ]]> &lt; ${x} ' \" \0 \ud83d";

  @AutoClose private TestServer server;
  private UUID id;
  private String room;
  private String token;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = new TestServer(folder);
    JsonNode made = server.room("{\"title\":\"</title><b>\"}");
    id = UUID.fromString(made.get("id").textValue());
    room = "/api/rooms/" + made.get("code").textValue();
    token = made.get("token").textValue();
    List<RoomEvent> events =
        List.of(
            new RoomEvent.Joined("p1", HOSTILE, Role.CANDIDATE, HOSTILE),
            new RoomEvent.TitleChanged(HOSTILE),
            new RoomEvent.Signalled("blur", Optional.of(HOSTILE)));
    List<JournalEntry> entries =
        IntStream.range(0, events.size())
            .mapToObj(i -> new JournalEntry(3 + i, 5, Optional.of("p1"), events.get(i)))
            .toList();
    server
        .storage
        .journal()
        .open(id, 0)
        .log()
        .append(entries, Optional.empty())
        .toCompletableFuture()
        .join();
  }

  private HttpResponse<String> get(String path, String token) {
    return server.send(
        server
            .to(path)
            .header("Accept", "application/x-ndjson")
            .header("Authorization", "Bearer " + token));
  }

  private String token(String participant, Role role) {
    return server.tokens.issue(new Claims(id, participant, "Somebody", role));
  }

  @Test
  void theLogIsTakenAwayAsItIs() {
    HttpResponse<String> saved = get(room + "/export?format=ndjson", token);
    assertThat(saved.headers().firstValue("Content-Disposition").orElseThrow())
        .matches("attachment; filename=\"parley-[a-z0-9-]+\\.ndjson\"");
    assertThat(saved.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(saved.body()).isEqualTo(get(room + "/events", token).body());
    assertThat(saved.body().lines()).hasSize(5).allMatch(line -> line.contains("\"hash\":\""));
  }

  @Test
  void everybodyTakesAwayWhatTheyMaySee() {
    String path = room + "/export?format=ndjson";
    assertThat(get(path, token("p1", Role.CANDIDATE)).body().lines()).hasSize(5);
    assertThat(get(path, token("p2", Role.CANDIDATE)).body())
        .doesNotContain("\"signal\"")
        .hasLineCount(4);
  }

  @Test
  void onlyPeopleOfTheRoomTakeAnythingAway() {
    String path = room + "/export?format=ndjson";
    EdgeTest.problem(server.get(path), 401, "unauthorized");
    String foreign = server.room("{}").get("token").textValue();
    EdgeTest.problem(get(path, foreign), 401, "unauthorized");
    for (String query : new String[] {"", "?format=", "?format=exe", "?format=html&format=html"}) {
      EdgeTest.problem(get(room + "/export" + query, token), 400, "invalid_message");
    }
  }

  @Test
  void nothingInTheLogEndsThePageItIsIn() throws IOException {
    LogLines lines = new LogLines(server.storage.journal(), 2);
    OfflineReplay offline = new OfflineReplay(lines, "/dev/parley/api/pages/");
    RoomRecord record = server.rooms.find(room.substring("/api/rooms/".length())).orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    offline.of(record, Viewer.of("x", Role.INTERVIEWER)).orElseThrow().writeTo(out);
    Matcher page =
        Pattern.compile(
                "<!doctype html>\n<title>Replay</title>\n"
                    + "<script id=\"log\" type=\"application/octet-stream\""
                    + " data-start=\"2026-01-02T03:04:05Z\">([A-Za-z0-9+/=]+)</script>\n"
                    + "<script>1</script>\n")
            .matcher(out.toString(StandardCharsets.UTF_8));
    assertThat(page.matches()).isTrue();
    String log = Gunzip.text(Base64.getDecoder().decode(page.group(1)));
    assertThat(log).isEqualTo(get(room + "/events", token).body());
    assertThat(log).contains("hacked()");
  }

  @Test
  void aServerWithoutPagesSaysSo() {
    assertThat(
            new OfflineReplay(new LogLines(server.storage.journal(), 2), "/none/")
                .of(
                    server.rooms.find(room.substring("/api/rooms/".length())).orElseThrow(),
                    Viewer.STRANGER))
        .isEmpty();
  }
}
