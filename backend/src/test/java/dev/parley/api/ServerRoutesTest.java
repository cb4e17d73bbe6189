package dev.parley.api;

import static dev.parley.api.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Languages, health, and the session calls of simple clients. */
class ServerRoutesTest {

  @AutoClose private TestServer server;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = new TestServer(folder);
  }

  @Test
  void languagesSayWhetherTheyWouldRun() {
    JsonNode languages = json(server.get("/api/languages"));
    assertThat(languages).hasSize(2);
    assertThat(languages.at("/0/id").textValue()).isEqualTo("python");
    assertThat(languages.at("/0/state").textValue()).isEqualTo("ready");
    assertThat(languages.at("/0/starter").textValue()).isEqualTo("hello python\n");
    assertThat(languages.at("/0/file").textValue()).isEqualTo("main.python");
    assertThat(languages.at("/1/state").textValue()).isEqualTo("building");
    assertThat(languages.at("/1/message").textValue()).isEqualTo("Step 2 of 5.");
  }

  /** Pages took it for a turn that was still to come. */
  @Test
  void languagesSayThatNoEngineAnswers() {
    assertThat(json(server.get("/api/languages")).findValues("outage"))
        .containsOnly(BooleanNode.FALSE);
    server.engineTrouble.set(Optional.of("No engine answers."));
    assertThat(json(server.get("/api/languages")).findValues("outage"))
        .hasSize(2)
        .containsOnly(BooleanNode.TRUE);
  }

  @Test
  void languagesSayWhatStandsReadyForThem() {
    JsonNode languages = json(server.get("/api/languages"));
    assertThat(languages.at("/0/sandboxes").toString())
        .isEqualTo("{\"idle\":2,\"building\":1,\"in_use\":1,\"waiting\":4}");
    assertThat(languages.at("/1/sandboxes/idle").intValue()).isZero();
  }

  @Test
  void thePoolSaysItsNumbers() {
    assertThat(json(server.get("/api/health/ready")).at("/checks/pool").toString())
        .isEqualTo("{\"idle\":3,\"building\":2,\"in_use\":1,\"waiting\":4,\"anchors\":2}");
  }

  @Test
  void wrongCopiesOfATextAreCounted() {
    assertThat(json(server.get("/api/health/ready")).at("/checks/rooms/wrong_copies"))
        .isEqualTo(IntNode.valueOf(0));
  }

  @Test
  void aServerThatAnswersLives() {
    assertThat(server.get("/api/health/live").body()).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void troubleOfTheEngineIsToldAndDoesNotCount() {
    JsonNode well = json(server.get("/api/health/ready"));
    assertThat(well.at("/checks/engine/status").textValue()).isEqualTo("up");
    server.engineTrouble.set(Optional.of("No engine answers."));
    HttpResponse<String> ready = server.get("/api/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(json(ready).get("status").textValue()).isEqualTo("up");
    assertThat(json(ready).at("/checks/engine/status").textValue()).isEqualTo("down");
    assertThat(json(ready).at("/checks/engine/message").textValue())
        .isEqualTo("No engine answers.");
    assertThat(json(ready).at("/checks/languages/java").textValue()).isEqualTo("building");
  }

  @Test
  void withoutItsDatabaseTheServerIsNotReady() {
    String code = server.room("{}").get("code").textValue();
    server.storage.close();
    HttpResponse<String> ready = server.get("/api/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(json(ready).at("/checks/database/status").textValue()).isEqualTo("down");
    assertThat(server.get("/api/health/live").statusCode()).isEqualTo(200);
    EdgeTest.problem(server.get("/api/rooms/" + code), 503, "unavailable");
    EdgeTest.problem(server.get("/api/rooms/" + code + "/events"), 503, "unavailable");
    EdgeTest.problem(server.post("/api/rooms", "{}"), 503, "not_saved");
  }

  @Test
  void aSessionNeedsNothing() {
    HttpResponse<String> made =
        server.send(server.to("/api/session").POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(made.statusCode()).isEqualTo(201);
    String code = json(made).get("session_code").textValue();
    assertThat(json(made).get("session_id").textValue()).hasSize(36);
    JsonNode session = json(server.get("/api/session/" + code));
    assertThat(session.get("session_code").textValue()).isEqualTo(code);
    assertThat(session.get("code").textValue()).isEqualTo("hello python\n");
    assertThat(session.get("language").textValue()).isEqualTo("python");
    assertThat(session.get("connected_users").intValue()).isZero();
    assertThat(session.get("created_at").isTextual()).isTrue();
    EdgeTest.problem(server.get("/api/session/000-0000-000"), 404, "unknown_room");
  }

  @Test
  void aSessionMayHaveALanguage() {
    HttpResponse<String> made = server.post("/api/session", "{\"language\":\"java\"}");
    String code = json(made).get("session_code").textValue();
    assertThat(json(server.get("/api/session/" + code)).get("language").textValue())
        .isEqualTo("java");
    EdgeTest.problem(server.post("/api/session", "{\"code\":1}"), 400, "invalid_message");
  }
}
