package dev.parley.api;

import static dev.parley.api.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.auth.Claims;
import dev.parley.auth.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forks and restored versions of a room in which somebody typed at one, two and three seconds. */
class PastRoutesTest {

  private static final String FILE = "/files/main.python";

  @AutoClose private TestServer server;
  private UUID id;
  private String code;
  private String room;
  private String token;
  private Guest guest;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = new TestServer(folder);
    JsonNode made = server.room("{\"title\":\"Round\",\"files\":[{\"text\":\"a\\n\"}]}");
    id = UUID.fromString(made.get("id").textValue());
    code = made.get("code").textValue();
    room = "/api/rooms/" + code;
    token = made.get("token").textValue();
    guest = new Guest(server.rooms, id);
    for (String text : new String[] {"b", "c", "\ud83d\ude00"}) {
      server.millis.addAndGet(1_000);
      guest.type(text);
    }
  }

  private HttpResponse<String> post(String path, String token, String body) {
    return server.send(
        server
            .to(path)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path, String token) {
    return server.send(server.to(path).header("Authorization", "Bearer " + token));
  }

  private String candidate() {
    return server.tokens.issue(new Claims(id, "cand", "Bob", Role.CANDIDATE));
  }

  private String text(String room) {
    return json(server.get(room + FILE)).get("text").textValue();
  }

  private JsonNode fork(String body) {
    HttpResponse<String> made = post(room + "/fork", token, body);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return json(made);
  }

  @Test
  void aForkBeginsAsTheRoomStoodThen() {
    JsonNode made = fork("{\"at\":2500}");
    String fork = "/api/rooms/" + made.get("code").textValue();
    assertThat(made.get("code").textValue()).isNotEqualTo(code);
    assertThat(made.at("/links/interviewer").textValue()).contains("#k=");
    JsonNode shown = json(server.get(fork));
    assertThat(shown.get("title").textValue()).isEqualTo("Round (fork)");
    assertThat(shown.get("state").textValue()).isEqualTo("live");
    assertThat(shown.get("language").textValue()).isEqualTo("python");
    assertThat(text(fork)).isEqualTo("a\nbc");
    assertThat(text(room)).isEqualTo("a\nbc\ud83d\ude00");
    assertThat(json(server.get(fork + FILE)).get("revision").longValue()).isZero();
  }

  @Test
  void aForkIsMadeBySeqOrOfTheRoomAsItStands() {
    assertThat(text("/api/rooms/" + fork("{\"seq\":4}").get("code").textValue())).isEqualTo("a\nb");
    assertThat(text("/api/rooms/" + fork("{}").get("code").textValue()))
        .isEqualTo("a\nbc\ud83d\ude00");
  }

  @Test
  void onlyItsInterviewersLearnWhereAForkComesFrom() {
    JsonNode made = fork("{\"at\":1000}");
    String events = "/api/rooms/" + made.get("code").textValue() + "/events";
    JsonNode origin = json(get(events, made.get("token").textValue())).at("/events/1");
    assertThat(origin.get("kind").textValue()).isEqualTo("forked");
    assertThat(origin.get("code").textValue()).isEqualTo(code);
    assertThat(origin.get("from_at").longValue()).isEqualTo(1_000);
    assertThat(origin.get("from_seq").longValue()).isEqualTo(4);
    assertThat(server.get(events).body()).doesNotContain(code).doesNotContain("forked");
  }

  @Test
  void aLongTitleLeavesRoomForWhatTheForkAdds() {
    String title = "t".repeat(119) + "\u00fc";
    JsonNode made = server.room("{\"title\":\"" + title + "\"}");
    HttpResponse<String> fork =
        post(
            "/api/rooms/" + made.get("code").textValue() + "/fork",
            made.get("token").textValue(),
            "{}");
    String forked = "/api/rooms/" + json(fork).get("code").textValue();
    assertThat(json(server.get(forked)).get("title").textValue())
        .isEqualTo("t".repeat(113) + " (fork)");
  }

  @Test
  void anEndedRoomCanBeForked() {
    guest.end();
    assertThat(fork("{}").get("state").textValue()).isEqualTo("live");
  }

  @Test
  void aRestoredTextIsAnOrdinaryEdit() {
    HttpResponse<String> done = post(room + FILE + "/restore", token, "{\"revision\":1}");
    assertThat(done.body()).isEqualTo("{\"file\":\"main.python\",\"revision\":4}");
    assertThat(text(room)).isEqualTo("a\nb");
    JsonNode event = json(server.get(room + "/events?after=6")).at("/events/0");
    assertThat(event.get("kind").textValue()).isEqualTo("change");
    assertThat(event.get("source").textValue()).isEqualTo("restore");
    assertThat(event.get("revision").longValue()).isEqualTo(4);
    // Only what differs is changed.
    assertThat(event.get("change").toString()).isEqualTo("[3,[3]]");
    // It can be taken back in the same way.
    assertThat(post(room + FILE + "/restore", token, "{\"revision\":3}").statusCode())
        .isEqualTo(200);
    assertThat(text(room)).isEqualTo("a\nbc\ud83d\ude00");
    JsonNode timeline = json(server.get(room + "/timeline"));
    assertThat(timeline.findValuesAsText("sort")).contains("restored");
  }

  @Test
  void whatIsRestoredIsWhatTheOthersHear() {
    assertThat(post(room + FILE + "/restore", token, "{\"seq\":2}").statusCode()).isEqualTo(200);
    assertThat(guest.heard()).anyMatch(message -> message.contains("restore-"));
  }

  @Test
  void restoringWhatIsThereChangesNothing() {
    HttpResponse<String> done = post(room + FILE + "/restore", token, "{\"revision\":3}");
    assertThat(json(done).get("revision").longValue()).isEqualTo(3);
    assertThat(json(server.get(room + "/timeline")).at("/counts/change").longValue()).isEqualTo(3);
  }

  @Test
  void onlyInterviewersOfTheRoomMakeAnythingOfItsPast() {
    for (String path : new String[] {room + "/fork", room + FILE + "/restore"}) {
      EdgeTest.problem(post(path, candidate(), "{\"at\":1}"), 403, "forbidden");
      EdgeTest.problem(post(path, "nonsense", "{\"at\":1}"), 401, "unauthorized");
      EdgeTest.problem(server.post(path, "{\"at\":1}"), 401, "unauthorized");
    }
    String foreign = server.room("{}").get("token").textValue();
    EdgeTest.problem(post(room + "/fork", foreign, "{}"), 401, "unauthorized");
  }

  @Test
  void anEndedRoomIsNotWrittenTo() {
    guest.end();
    EdgeTest.problem(post(room + FILE + "/restore", token, "{\"revision\":1}"), 409, "ended");
  }

  @Test
  void whatNeverWasIsNeitherForkedNorRestored() {
    String restore = room + FILE + "/restore";
    EdgeTest.problem(post(restore, token, "{\"revision\":4}"), 404, "invalid_revision");
    EdgeTest.problem(post(restore, token, "{\"seq\":1}"), 404, "invalid_revision");
    EdgeTest.problem(post(room + "/fork", token, "{\"seq\":1}"), 404, "invalid_revision");
    EdgeTest.problem(post(room + "/files/none/restore", token, "{\"at\":1}"), 404, "unknown_file");
    for (String body :
        new String[] {"{}", "{\"at\":1,\"seq\":1}", "{\"revision\":-1}", "{\"at\":-1}"}) {
      EdgeTest.problem(post(restore, token, body), 400, "invalid_message");
    }
    EdgeTest.problem(post(room + "/fork", token, "{\"at\":1,\"seq\":1}"), 400, "invalid_message");
  }
}
