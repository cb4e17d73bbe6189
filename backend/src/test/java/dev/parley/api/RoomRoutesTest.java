package dev.parley.api;

import static dev.parley.api.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.auth.Claims;
import dev.parley.auth.Role;
import dev.parley.room.Retention;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoomRoutesTest {

  @AutoClose private TestServer server;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder);
  }

  @BeforeEach
  void aMinutePasses() {
    server.nanos.addAndGet(61_000_000_000L);
  }

  @Test
  void aRoomIsMadeAndSeen() {
    JsonNode made =
        server.room(
            "{\"title\":\" First  round \",\"language\":\"Java3\",\"files\":[{\"text\":\"a\\r"
                + "\\n"
                + "b\"}]}");
    String code = made.get("code").textValue();
    assertThat(made.get("state").textValue()).isEqualTo("live");
    assertThat(made.at("/links/candidate").textValue()).isEqualTo("/room/" + code);
    assertThat(made.at("/links/interviewer").textValue())
        .startsWith("/room/" + code + "#k=")
        .doesNotContain("?");
    Claims maker = server.tokens.read(made.get("token").textValue()).orElseThrow();
    assertThat(maker.role()).isEqualTo(Role.INTERVIEWER);
    assertThat(maker.room()).isEqualTo(UUID.fromString(made.get("id").textValue()));

    HttpResponse<String> seen =
        server.get("/api/rooms/" + code.replace("-", " ").replace(" ", "%20"));
    assertThat(seen.statusCode()).isEqualTo(200);
    JsonNode room = json(seen);
    assertThat(room.properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "code", "title", "state", "language", "participants", "created_at");
    assertThat(room.get("title").textValue()).isEqualTo("First round");
    assertThat(room.get("language").textValue()).isEqualTo("java");
    assertThat(room.get("created_at").textValue()).isEqualTo("2026-01-02T03:04:05Z");
  }

  @Test
  void everythingMayBeLeftOut() {
    JsonNode made = server.room("{}");
    JsonNode room = json(server.get("/api/rooms/" + made.get("code").textValue()));
    assertThat(room.get("title").textValue()).isEqualTo("Interview");
    assertThat(room.get("language").textValue()).isEqualTo("python");
  }

  @Test
  void unknownLanguagesAndLongTextsAreRefused() {
    HttpResponse<String> unknown = server.post("/api/rooms", "{\"language\":\"cobol\"}");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(json(unknown).get("code").textValue()).isEqualTo("unknown_language");
    HttpResponse<String> longText =
        server.post("/api/rooms", "{\"files\":[{\"text\":\"" + "x".repeat(600_000) + "\"}]}");
    assertThat(longText.statusCode()).isEqualTo(413);
    HttpResponse<String> longTitle =
        server.post("/api/rooms", "{\"title\":\"" + "x".repeat(500) + "\"}");
    assertThat(longTitle.statusCode()).isEqualTo(413);
  }

  @Test
  void interviewersDeleteARoomForGood() {
    JsonNode made = server.room("{}");
    String path = "/api/rooms/" + made.get("code").textValue();
    String candidate = json(join(made, "{}", null)).get("token").textValue();
    assertThat(delete(path, null).statusCode()).isEqualTo(401);
    assertThat(delete(path, candidate).statusCode()).isEqualTo(403);
    assertThat(server.get(path).statusCode()).isEqualTo(200);
    HttpResponse<String> deleted = delete(path, made.get("token").textValue());
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(deleted.body()).isEqualTo("{\"erased\":true}");
    assertThat(server.get(path).statusCode()).isEqualTo(404);
    assertThat(server.get(path + "/events").statusCode()).isEqualTo(404);
    assertThat(delete(path, made.get("token").textValue()).statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> delete(String path, String token) {
    HttpRequest.Builder request = server.to(path).DELETE();
    return server.send(
        token == null ? request : request.header("Authorization", "Bearer " + token));
  }

  @Test
  void whatNobodyUsesIsErasedInTimeAndNothingElse() {
    Retention retention =
        new Retention(
            server.storage.sessions(),
            server.storage.journal(),
            server.rooms,
            Clock.offset(
                Clock.fixed(Instant.ofEpochMilli(server.millis.get()), ZoneOffset.UTC),
                Duration.ofDays(31)),
            Duration.ofDays(30));
    JsonNode old = server.room("{}");
    JsonNode live = server.room("{}");
    assertThat(server.get("/api/rooms/" + live.get("code").textValue()).statusCode())
        .isEqualTo(200);
    server.millis.addAndGet(Duration.ofDays(2).toMillis());
    JsonNode younger = server.room("{}");
    retention.run();
    assertThat(server.rooms.find(old.get("code").textValue())).isEmpty();
    assertThat(server.rooms.find(live.get("code").textValue())).isPresent();
    assertThat(server.rooms.find(younger.get("code").textValue())).isPresent();
    new Retention(
            server.storage.sessions(),
            server.storage.journal(),
            server.rooms,
            Clock.fixed(Instant.parse("2099-01-01T00:00:00Z"), ZoneOffset.UTC),
            Duration.ZERO)
        .run();
    assertThat(server.rooms.find(younger.get("code").textValue())).isPresent();
    server.millis.addAndGet(-Duration.ofDays(2).toMillis());
  }

  @Test
  void candidatesJoinWithTheCodeAlone() {
    JsonNode made = server.room("{}");
    HttpResponse<String> joined = join(made, "{\"name\":\" Ada \"}", null);
    assertThat(joined.statusCode()).isEqualTo(200);
    Claims claims = server.tokens.read(json(joined).get("token").textValue()).orElseThrow();
    assertThat(claims.role()).isEqualTo(Role.CANDIDATE);
    assertThat(claims.name()).isEqualTo("Ada");
    assertThat(json(joined).at("/participant/id").textValue()).isEqualTo(claims.participant());
    assertThat(json(joined).at("/participant/name").textValue()).isEqualTo("Ada");
    assertThat(json(joined).at("/participant/role").textValue()).isEqualTo("candidate");
  }

  @Test
  void interviewersJoinWithTheKey() {
    JsonNode made = server.room("{}");
    String link = made.at("/links/interviewer").textValue();
    String key = link.substring(link.indexOf("#k=") + 3);
    JsonNode joined = json(join(made, "{\"name\":\"Grace\",\"key\":\"" + key + "\"}", null));
    assertThat(joined.at("/participant/role").textValue()).isEqualTo("interviewer");
    JsonNode watching = json(join(made, "{\"key\":\"" + key + "\",\"role\":\"observer\"}", null));
    assertThat(watching.at("/participant/role").textValue()).isEqualTo("observer");
    assertThat(watching.at("/participant/name").textValue()).isEqualTo("Guest");
  }

  @Test
  void aWrongKeyIsForbiddenAndCounted() {
    JsonNode made = server.room("{}");
    for (int i = 0; i < TestServer.GUESSES; i++) {
      HttpResponse<String> refused = join(made, "{\"name\":\"Eve\",\"key\":\"guess\"}", null);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(json(refused).get("code").textValue()).isEqualTo("forbidden");
    }
    assertThat(join(made, "{\"name\":\"Eve\",\"key\":\"guess\"}", null).statusCode())
        .isEqualTo(429);
  }

  @Test
  void nobodyIsInterviewerForTheAsking() {
    JsonNode made = server.room("{}");
    assertThat(join(made, "{\"role\":\"interviewer\"}", null).statusCode()).isEqualTo(403);
    assertThat(join(made, "{\"role\":\"admin\"}", null).statusCode()).isEqualTo(400);
  }

  @Test
  void aTokenOfAnEarlierVisitKeepsThePerson() {
    JsonNode made = server.room("{}");
    JsonNode first = json(join(made, "{\"name\":\"Ada\"}", null));
    String token = first.get("token").textValue();
    JsonNode again = json(join(made, "{\"name\":\"Ada\"}", token));
    assertThat(again.at("/participant/id")).isEqualTo(first.at("/participant/id"));
    JsonNode watching = json(join(made, "{\"name\":\"Ada\",\"role\":\"observer\"}", token));
    assertThat(watching.at("/participant/id")).isNotEqualTo(first.at("/participant/id"));
    JsonNode elsewhere = json(join(server.room("{}"), "{\"name\":\"Ada\"}", token));
    assertThat(elsewhere.at("/participant/id")).isNotEqualTo(first.at("/participant/id"));
  }

  @Test
  void tokensAreRenewedForTheirRoomOnly() {
    JsonNode made = server.room("{}");
    String token = made.get("token").textValue();
    HttpResponse<String> renewed = renew(made, token);
    assertThat(renewed.statusCode()).isEqualTo(200);
    assertThat(server.tokens.read(json(renewed).get("token").textValue()))
        .isEqualTo(server.tokens.read(token));

    assertThat(renew(server.room("{}"), token).statusCode()).isEqualTo(401);
    assertThat(renew(made, "x".repeat(7_000)).statusCode()).isEqualTo(401);
    HttpResponse<String> bare =
        server.send(server.to(path(made) + "/token").POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(bare.statusCode()).isEqualTo(401);
    assertThat(bare.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
  }

  @Test
  void longNamesAreRefused() {
    HttpResponse<String> refused =
        join(server.room("{}"), "{\"name\":\"" + "x".repeat(41) + "\"}", null);
    assertThat(refused.statusCode()).isEqualTo(413);
  }

  private static String path(JsonNode room) {
    return "/api/rooms/" + room.get("code").textValue();
  }

  private HttpResponse<String> join(JsonNode room, String json, String token) {
    HttpRequest.Builder request =
        server
            .to(path(room) + "/join")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    return server.send(
        token == null ? request : request.header("Authorization", "Bearer " + token));
  }

  private HttpResponse<String> renew(JsonNode room, String token) {
    return server.send(
        server
            .to(path(room) + "/token")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.noBody()));
  }
}
