package dev.parley.api;

import static dev.parley.api.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers send: every refusal is a problem that says why and nothing of ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeTest {

  @AutoClose private TestServer server;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder);
  }

  @BeforeEach
  void aMinutePasses() {
    server.nanos.addAndGet(61_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "7",
        "{} {}",
        "{\"title\":7}",
        "{\"title\":[\"x\"]}",
        "{\"titel\":\"x\"}",
        "{\"title\":\"a\",\"title\":\"b\"}",
        "{\"files\":{}}",
        "{\"files\":[{}]}",
        "{\"files\":[{\"text\":null}]}",
        "{\"files\":[{\"text\":\"x\",\"mode\":1}]}",
        "{\"@class\":\"java.lang.Runtime\"}",
        "{'title':'x'}",
        "\u0000"
      })
  void malformedBodiesAreRefused(String body) {
    problem(server.post("/api/rooms", body), 400, "invalid_message");
  }

  @Test
  void theFieldAtFaultIsNamed() {
    assertThat(detail("{\"titel\":\"x\"}")).isEqualTo("There is no field titel.");
    assertThat(detail("{\"files\":[{\"text\":7}]}"))
        .isEqualTo("files[0].text is missing or not of its type.");
    assertThat(detail("{\"" + "x".repeat(5_000) + "\":1}").length()).isLessThan(200);
  }

  @Test
  void nestingEnds() {
    String deep = "[".repeat(50_000) + "]".repeat(50_000);
    problem(server.post("/api/rooms", "{\"files\":" + deep + "}"), 400, "invalid_message");
    problem(server.post("/api/rooms", "{\"x\":" + deep + "}"), 400, "invalid_message");
  }

  @Test
  void largeBodiesAreRefused() {
    String large = "{\"title\":\"" + "x".repeat(2 << 20) + "\"}";
    problem(server.post("/api/rooms", large), 413, "too_large");
  }

  @Test
  void bodiesAreJson() {
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "application/jso")) {
      HttpRequest.Builder request =
          server
              .to("/api/rooms")
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofString("{}"));
      problem(server.send(request), 415, "unsupported_media_type");
    }
    HttpRequest.Builder untyped =
        server.to("/api/rooms").POST(HttpRequest.BodyPublishers.ofString("{}"));
    problem(server.send(untyped), 415, "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/", "/api/nothing", "/api/rooms/a/b/c", "/api/../api/x"})
  void unknownRoutesAreNotFound(String path) {
    problem(server.get(path), 404, "not_found");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/rooms, POST",
    "DELETE, /api/rooms, POST",
    "POST, /api/languages, 'GET, HEAD'",
    "OPTIONS, /api/session, POST",
    "PUT, /api/health/live, 'GET, HEAD'"
  })
  void otherMethodsAreNotAllowed(String method, String path, String allowed) {
    HttpResponse<String> refused =
        server.send(server.to(path).method(method, HttpRequest.BodyPublishers.noBody()));
    problem(refused, 405, "method_not_allowed");
    assertThat(refused.headers().firstValue("Allow")).hasValue(allowed);
  }

  @Test
  void foreignPagesChangeNothing() {
    for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1:1")) {
      problem(posted(origin), 403, "foreign_origin");
    }
    assertThat(posted("http://127.0.0.1:" + server.rest.port()).statusCode()).isEqualTo(201);
    HttpResponse<String> read =
        server.send(server.to("/api/languages").header("Origin", "https://evil.example"));
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
  }

  private HttpResponse<String> posted(String origin) {
    return server.send(
        server
            .to("/api/rooms")
            .header("Content-Type", "application/json")
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString("{}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/join", "/token", "/files", "/files/main.python", "/timeline", "/events"})
  void wrongCodesAreUnknownAndThenTooMany(String what) {
    boolean post = what.equals("/join") || what.equals("/token");
    String address = "203.0.113." + (what.length() + 1);
    for (int i = 0; i < TestServer.GUESSES; i++) {
      String code = i % 2 == 0 ? "000-0000-000" : "nonsense!";
      problem(knock(code, what, post, address), 404, "unknown_room");
    }
    String right = server.room("{}").get("code").textValue();
    HttpResponse<String> blocked = knock(right, what, post, address);
    problem(blocked, 429, "rate_limited");
    assertThat(blocked.headers().firstValue("Retry-After")).isPresent();
    assertThat(knock(right, what, post, "203.0.113.200").statusCode()).isIn(200, 401, 404);
    server.nanos.addAndGet(61_000_000_000L);
    assertThat(knock(right, what, post, address).statusCode()).isIn(200, 401, 404);
  }

  private HttpResponse<String> knock(String code, String what, boolean post, String address) {
    HttpRequest.Builder request =
        server.to("/api/rooms/" + code + what).header("X-Forwarded-For", address);
    return server.send(
        post
            ? request
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
            : request);
  }

  @Test
  void roomsAreMadeSoManyAMinute() {
    int made = 0;
    HttpResponse<String> last = null;
    for (int i = 0; i <= ApiSettings.STANDARD.roomsPerMinute(); i++) {
      last =
          server.send(
              server
                  .to("/api/session")
                  .header("X-Forwarded-For", "198.51.100.7")
                  .POST(HttpRequest.BodyPublishers.noBody()));
      made += last.statusCode() == 201 ? 1 : 0;
    }
    assertThat(made).isEqualTo(ApiSettings.STANDARD.roomsPerMinute());
    problem(last, 429, "rate_limited");
    assertThat(server.post("/api/session", "{}").statusCode()).as("another").isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nothing", "/api/nothing", "/api/languages", "/api/rooms/x"})
  void everyResponseGuardsTheBrowser(String path) {
    HttpResponse<String> response = server.get(path);
    Headers.ALWAYS.forEach(
        (name, value) -> assertThat(response.headers().firstValue(name)).hasValue(value));
    assertThat(response.headers().firstValue("Server")).isEmpty();
    if (path.startsWith("/api")) {
      assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }
  }

  @Test
  void headAnswersLikeGetWithoutTheBody() {
    String code = server.room("{}").get("code").textValue();
    for (String path :
        List.of("/api/languages", "/api/rooms/" + code, "/api/rooms/" + code + "/events", "/")) {
      HttpResponse<String> head =
          server.send(server.to(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
      assertThat(head.statusCode()).isEqualTo(server.get(path).statusCode());
      assertThat(head.body()).isEmpty();
    }
    HttpResponse<String> unknown =
        server.send(
            server
                .to("/api/rooms/000-0000-000")
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(unknown.statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/rooms/%zz HTTP/1.1\r\nHost: x\r\n",
        "GET /api/rooms/%ff%fe HTTP/1.1\r\nHost: x\r\n",
        "GET /api/rooms/a%00b HTTP/1.1\r\nHost: x\r\n",
        "GET /api/rooms/a%5Cb HTTP/1.1\r\nHost: x\r\n",
        "GET /assets/..%2f..%2fparley HTTP/1.1\r\nHost: x\r\n",
        "GET /assets/%2e%2e/index.html HTTP/1.1\r\nHost: x\r\n",
        "GET /room/x HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n",
        "GARBAGE\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\n",
        "BREW /api/rooms HTTP/1.1\r\nHost: x\r\n"
      })
  void oddRequestsGetNoStackAndNoFile(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.rest.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).matches("(?s)HTTP/1.1 (400|404|405|505) .*");
      assertThat(answer).containsAnyOf("application/problem+json", "<title>");
      assertThat(answer).doesNotContain("Error 400", "Jetty");
      assertThat(answer)
          .doesNotContain("Exception", "\tat ", "org.eclipse", "io.javalin", "dev.parley", "Jetty");
    }
  }

  private String detail(String body) {
    return json(server.post("/api/rooms", body)).get("detail").textValue();
  }

  static void problem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    JsonNode problem = json(response);
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("code").textValue()).isEqualTo(code);
    assertThat(problem.get("title").textValue()).isNotBlank();
    assertThat(problem.get("detail").textValue())
        .isNotBlank()
        .doesNotContain("dev.parley", "java.");
    assertThat(problem.get("retryable").isBoolean()).isTrue();
  }
}
