package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Running without a room, by REST, in real containers. */
class ExecutionsTest {

  @TempDir private static Path data;
  private static Server server;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void open() throws IOException {
    server = Server.open(data, Map.of());
    try (Rest rest = new Rest(server.url())) {
      rest.awaitReady("python");
    }
  }

  @AfterAll
  static void close() {
    server.close();
    HTTP.close();
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(90))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(int status, HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Rest.JSON.readTree(answer.body());
  }

  private static JsonNode run(Map<String, Object> order) throws Exception {
    return json(200, send("POST", "/api/executions", text(order)));
  }

  private static String text(Map<String, Object> order) throws IOException {
    return Rest.JSON.writeValueAsString(order);
  }

  private static String start(String code) throws Exception {
    JsonNode taken =
        json(
            202,
            send(
                "POST",
                "/api/executions",
                text(Map.of("language", "python", "code", code, "interactive", true))));
    assertThat(taken.get("id").textValue()).hasSizeGreaterThanOrEqualTo(22);
    return "/api/executions/" + taken.get("id").textValue();
  }

  @Test
  void aRunIsAnsweredWithItsEndAndItsStreamsApart() throws Exception {
    JsonNode done =
        run(
            Map.of(
                "language",
                "py",
                "files",
                List.of(
                    Map.of(
                        "file",
                        "start.py",
                        "text",
                        "import sys, part\nprint(part.double(int(input())), sys.argv[1:])\n"
                            + "print('careful', file=sys.stderr)\nsys.exit(3)"),
                    Map.of("file", "part.py", "text", "def double(n): return 2 * n")),
                "stdin",
                "21\n",
                "args",
                List.of("a b", "$HOME"),
                "wait",
                true));
    assertThat(done.get("stdout").textValue()).isEqualTo("42 ['a b', '$HOME']\n");
    assertThat(done.get("stderr").textValue()).isEqualTo("careful\n");
    assertThat(done.get("state").textValue()).isEqualTo("FAILED");
    assertThat(done.get("reason").textValue()).isEqualTo("exit_code");
    assertThat(done.get("exit_code").intValue()).isEqualTo(3);
    assertThat(done.get("message").textValue()).isEqualTo("exit code 3");
    assertThat(done.at("/phases/run").isNumber()).isTrue();
    JsonNode again = json(200, send("GET", "/api/executions/" + done.get("id").textValue(), ""));
    assertThat(again).isEqualTo(done);
  }

  @Test
  void lowerLimitsHoldAndHigherOnesMeanNothing() throws Exception {
    JsonNode slow =
        run(
            Map.of(
                "language",
                "python",
                "code",
                "import time\ntime.sleep(60)",
                "limits",
                Map.of("wall_ms", 500, "cpu_ms", 86_400_000),
                "wait",
                true));
    assertThat(slow.get("state").textValue()).isEqualTo("TIMEOUT");
    assertThat(slow.get("message").textValue()).isEqualTo("time limit of 0.5 s reached");
    JsonNode large =
        run(
            Map.of(
                "language",
                "python",
                "code",
                "a = bytearray(100_000_000)\nprint(len(a))",
                "limits",
                Map.of("memory", 64 << 20),
                "wait",
                true));
    assertThat(large.get("reason").textValue()).isEqualTo("memory");
    assertThat(large.get("message").textValue()).isEqualTo("used 64 MB of 64 MB of memory");
  }

  @Test
  void itIsFollowedFedAndFollowedOnFromWhereItBrokeOff() throws Exception {
    String run = start("print('name?')\nprint('Hi ' + input())\nprint(input())");
    HttpResponse<InputStream> stream =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(server.url() + run + "/events")).build(),
            BodyHandlers.ofInputStream());
    assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    List<String> heard = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      readUntil(lines, heard, "name?");
      json(200, send("POST", run + "/input", "{\"data\":\"Žofie\\n\"}"));
      readUntil(lines, heard, "Hi Žofie");
    }
    int last =
        heard.stream()
            .filter(line -> line.startsWith("id: "))
            .mapToInt(line -> Integer.parseInt(line.substring(4)))
            .max()
            .orElseThrow();
    json(200, send("POST", run + "/input", "{\"data\":\"bye\\n\",\"end\":true}"));
    String rest =
        HTTP.send(
                HttpRequest.newBuilder(URI.create(server.url() + run + "/events"))
                    .header("Last-Event-ID", Integer.toString(last))
                    .timeout(Duration.ofSeconds(30))
                    .build(),
                BodyHandlers.ofString())
            .body();
    assertThat(rest).doesNotContain("Žofie").contains("bye").contains("event: finished");
    assertThat(rest).startsWith("id: " + (last + 1) + "\n");
    assertThat(send("POST", run + "/input", "{\"data\":\"late\"}").statusCode()).isEqualTo(409);
  }

  private static void readUntil(BufferedReader lines, List<String> heard, String piece)
      throws IOException {
    while (heard.stream().noneMatch(line -> line.contains(piece))) {
      String line = lines.readLine();
      assertThat(line).as("the stream went on: %s", heard).isNotNull();
      heard.add(line);
    }
  }

  @Test
  void itTellsThatItWaitsAndIsStopped() throws Exception {
    String run = start("input()");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> json(200, send("GET", run, "")).get("waiting").booleanValue());
    JsonNode stopped = json(200, send("DELETE", run, ""));
    assertThat(stopped.get("state").textValue()).isEqualTo("CANCELLED");
    assertThat(stopped.get("message").textValue()).startsWith("stopped by the caller after");
  }

  @Test
  void inputThatNobodyReadsIsBoundedAndRefusedInWords() throws Exception {
    String run = start("import time\ntime.sleep(60)");
    String piece = "{\"data\":\"" + "x".repeat(500_000) + "\"}";
    HttpResponse<String> answer = send("POST", run + "/input", piece);
    for (int i = 0; i < 20 && answer.statusCode() == 200; i++) {
      answer = send("POST", run + "/input", piece);
    }
    assertThat(json(409, answer).get("code").textValue()).isEqualTo("input_refused");
    String huge = "{\"data\":\"" + "x".repeat(3_000_000) + "\"}";
    assertThat(json(413, send("POST", run + "/input", huge)).get("code").textValue())
        .isEqualTo("too_large");
    json(200, send("DELETE", run, ""));
  }

  @Test
  void theSimplestClientsAskOnce() throws Exception {
    JsonNode good =
        json(
            200,
            send(
                "POST",
                "/api/code/execute",
                "{\"code\":\"a, b = map(int, input().split())\\nprint(a + b)\","
                    + "\"language\":\"python\",\"input\":\"15 25\\n\"}"));
    assertThat(good.get("success").booleanValue()).isTrue();
    assertThat(good.at("/data/output").textValue()).isEqualTo("40\n");
    assertThat(good.at("/data/error").textValue()).isEmpty();
    JsonNode bad =
        json(
            200,
            send("POST", "/api/code/execute", "{\"code\":\"print(1/0)\",\"language\":\"python\"}"));
    assertThat(bad.get("success").booleanValue()).isFalse();
    assertThat(bad.at("/data/error").textValue()).contains("ZeroDivisionError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "nonsense",
        "{\"language\":\"python\"}",
        "{\"language\":\"klingon\",\"code\":\"\"}",
        "{\"language\":7,\"code\":\"\"}",
        "{\"language\":\"python\",\"code\":7}",
        "{\"language\":\"python\",\"code\":\"\",\"files\":[{\"file\":\"a.py\",\"text\":\"\"}]}",
        "{\"language\":\"python\",\"files\":[]}",
        "{\"language\":\"python\",\"files\":[null]}",
        "{\"language\":\"python\",\"files\":[{\"file\":\"../a.py\",\"text\":\"\"}]}",
        "{\"language\":\"python\",\"files\":[{\"file\":\"-rf\",\"text\":\"\"}]}",
        "{\"language\":\"python\",\"files\":[{\"file\":\"a.py\"}]}",
        "{\"language\":\"python\",\"files\":[{\"file\":\"a\",\"text\":\"\"},{\"file\":\"a\",\"text\":\"\"}]}",
        "{\"language\":\"python\",\"code\":\"\",\"args\":[null]}",
        "{\"language\":\"python\",\"code\":\"\",\"args\":[\"a\\u0000b\"]}",
        "{\"language\":\"python\",\"code\":\"\",\"limits\":{\"wall_ms\":0}}",
        "{\"language\":\"python\",\"code\":\"\",\"limits\":{\"wall_ms\":-1}}",
        "{\"language\":\"python\",\"code\":\"\",\"limits\":{\"wall_ms\":1e309}}",
        "{\"language\":\"python\",\"code\":\"\",\"limits\":{\"wall_ms\":NaN}}",
        "{\"language\":\"python\",\"code\":\"\",\"limits\":{\"wall_ms\":\"5\"}}",
        "{\"language\":\"python\",\"code\":\"\",\"limits\":{\"memory\":1}}",
        "{\"language\":\"python\",\"code\":\"\",\"limits\":{\"threads\":1}}",
        "{\"language\":\"python\",\"code\":\"\",\"terminal\":{\"columns\":0,\"rows\":5}}",
        "{\"language\":\"python\",\"code\":\"\",\"wait\":\"yes\"}",
        "{\"language\":\"python\",\"code\":\"\",\"image\":\"alpine\"}"
      })
  void whatIsMalformedIsRefusedInWords(String body) throws Exception {
    JsonNode problem = json(400, send("POST", "/api/executions", body));
    assertThat(problem.get("detail").textValue()).isNotBlank();
    assertThat(problem.get("code").textValue()).isIn("invalid_message", "unknown_language");
  }

  @Test
  void whatIsTooLargeIsRefusedInWords() throws Exception {
    String body = "{\"language\":\"python\",\"code\":\"" + "x".repeat(2 << 20) + "\"}";
    assertThat(json(413, send("POST", "/api/executions", body)).get("code").textValue())
        .isEqualTo("too_large");
  }

  @Test
  void whoDoesNotKnowTheIdSeesNothing() throws Exception {
    for (String method : List.of("GET", "DELETE")) {
      assertThat(json(404, send(method, "/api/executions/guess", "")).get("code").textValue())
          .isEqualTo("unknown_execution");
    }
  }
}
