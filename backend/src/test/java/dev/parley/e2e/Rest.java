package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What these tests ask a server by REST; every answer but the expected one fails the test. */
public final class Rest implements AutoCloseable {

  public static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final String url;

  public Rest(String url) {
    this(url, InetAddress.getLoopbackAddress());
  }

  /**
   * Asks from another address.
   *
   * @param from the address that the server sees
   */
  public Rest(String url, InetAddress from) {
    this.http = HttpClient.newBuilder().localAddress(from).build();
    this.url = url;
  }

  /** A room as its maker gets it. */
  public record Room(String code, String key, String token) {}

  public Room create(String title, String language, String text) {
    JsonNode made =
        post(
            "/api/rooms",
            Map.of("title", title, "language", language, "files", List.of(Map.of("text", text))));
    String link = made.at("/links/interviewer").textValue();
    return new Room(
        made.get("code").textValue(),
        link.substring(link.indexOf("#k=") + 3),
        made.get("token").textValue());
  }

  /** A candidate's token. */
  public String token(Room room, String name) {
    return post("/api/rooms/" + room.code() + "/join", Map.of("name", name))
        .get("token")
        .textValue();
  }

  /** The room's one file as the server has it. */
  public JsonNode file(String code) {
    String name = get("/api/rooms/" + code + "/files").get(0).get("file").textValue();
    return get("/api/rooms/" + code + "/files/" + name);
  }

  public String text(String code) {
    return file(code).get("text").textValue();
  }

  /** The whole log of a room. */
  public List<JsonNode> events(String code) {
    return send(HttpRequest.newBuilder(URI.create(url + "/api/rooms/" + code + "/events"))
            .header("Accept", "application/x-ndjson")
            .build())
        .body()
        .lines()
        .map(Rest::parse)
        .toList();
  }

  public List<JsonNode> events(String code, String kind) {
    return events(code).stream().filter(e -> e.get("kind").textValue().equals(kind)).toList();
  }

  /** Waits for a language; without its image or the engine the test fails and says what to do. */
  public void awaitReady(String language) {
    await("is ready; otherwise run ./test.sh, or scripts/engine.sh and scripts/images.sh --all")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(state(language)).as(language).isEqualTo("ready"));
  }

  private String state(String language) {
    return language(language).path("state").asText("unknown");
  }

  private JsonNode language(String id) {
    for (JsonNode each : get("/api/languages")) {
      if (each.get("id").textValue().equals(id)) {
        return each;
      }
    }
    return JSON.missingNode();
  }

  /** Waits until a container of the language waits for a run, and none of any is being made. */
  public void awaitStocked(String language) {
    await("has a warm container of " + language)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                language(language).at("/sandboxes/idle").intValue() > 0
                    && get("/api/health/ready").at("/checks/pool/building").intValue() == 0
                    && get("/api/health/ready").at("/checks/pool/in_use").intValue() == 0);
  }

  public JsonNode get(String path) {
    return parse(send(HttpRequest.newBuilder(URI.create(url + path)).build()).body());
  }

  private JsonNode post(String path, Map<String, ?> body) {
    return parse(
        send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString()))
                .build())
            .body());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(request + ": " + answer.body()).isBetween(200, 299);
      return answer;
    } catch (IOException e) {
      throw new AssertionError(request + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(request + " was interrupted", e);
    }
  }

  public static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError("this is no JSON: " + json, e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
