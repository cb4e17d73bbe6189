package dev.parley.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.auth.Claims;
import dev.parley.auth.Role;
import dev.parley.files.ZipWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A room's files by REST. */
class FileEditRoutesTest {

  @TempDir private static Path folder;
  @AutoClose private static TestServer server;
  private String room;
  private String id;
  private String host;
  private String candidate;

  @BeforeAll
  static void start() {
    server = new TestServer(folder);
  }

  @BeforeEach
  void aRoom() {
    server.nanos.addAndGet(120_000_000_000L);
    JsonNode made =
        server.room("{\"language\":\"python\",\"files\":[{\"text\":\"one\\ntwo\\nthree\\n\"}]}");
    room = "/api/rooms/" + made.get("code").textValue();
    id = made.get("id").textValue();
    host = made.get("token").textValue();
    candidate = token("cand", Role.CANDIDATE);
  }

  private String token(String participant, Role role) {
    return server.tokens.issue(new Claims(UUID.fromString(id), participant, "Ana", role));
  }

  private HttpResponse<String> send(
      String token, String method, String path, String type, byte[] body) {
    return server.send(
        server
            .to(room + path)
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofByteArray(body)));
  }

  private HttpResponse<String> json(String token, String method, String path, String body) {
    return send(token, method, path, "application/json", body.getBytes(UTF_8));
  }

  private HttpResponse<String> put(String token, String path, String text) {
    return send(token, "PUT", "/files/" + path, "text/plain; charset=utf-8", text.getBytes(UTF_8));
  }

  private HttpResponse<String> zip(String token, Map<String, String> texts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ZipWriter.write(texts, Instant.EPOCH, out);
    return send(token, "POST", "/files", "application/zip", out.toByteArray());
  }

  private static JsonNode ok(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
    return TestServer.json(response);
  }

  private Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    for (JsonNode file : ok(server.get(room + "/files"))) {
      String name = file.get("file").textValue();
      files.put(
          name,
          ok(server.get(room + "/files/" + name.replace(" ", "%20"))).get("text").textValue());
    }
    return files;
  }

  private static void refused(HttpResponse<String> response, int status, String code) {
    EdgeTest.problem(response, status, code);
  }

  // ---- whole texts ------------------------------------------------------------------------------

  @Test
  void aTextThatWasMadeFromARevisionIsMergedAndTakenOnce() {
    JsonNode first = ok(put(candidate, "main.python?revision=0", "ONE\ntwo\nthree\n"));
    assertThat(first.get("revision").intValue()).isEqualTo(1);
    assertThat(first.has("text")).isFalse();
    // Somebody else had the same revision.
    JsonNode second =
        ok(
            json(
                host,
                "PUT",
                "/files/main.python",
                "{\"text\":\"one\\ntwo\\n3\\n\",\"revision\":0}"));
    assertThat(second.get("revision").intValue()).isEqualTo(2);
    assertThat(second.get("text").textValue()).isEqualTo("ONE\ntwo\n3\n");
    // The first, whose answer was lost, asks again; and a third time with the old text.
    JsonNode again = ok(put(candidate, "main.python?revision=0", "ONE\ntwo\nthree\n"));
    assertThat(again.get("revision").intValue()).isEqualTo(2);
    assertThat(again.get("text").textValue()).isEqualTo("ONE\ntwo\n3\n");
    ok(put(candidate, "main.python?revision=0", "one\ntwo\nthree\n"));
    assertThat(files()).isEqualTo(Map.of("main.python", "ONE\ntwo\n3\n"));
  }

  @Test
  void aTextWithoutARevisionIsComparedWithWhatItsSenderHadSeen() {
    ok(
        server.send(
            server.to(room + "/files/main.python").header("Authorization", "Bearer " + candidate)));
    ok(put(host, "main.python?revision=0", "ONE\ntwo\nthree\n"));
    // Autosave: the candidate's page never asks again, and takes nothing back of the host's.
    assertThat(ok(put(candidate, "main.python", "one\ntwo\nthree\nfour\n")).get("text").textValue())
        .isEqualTo("ONE\ntwo\nthree\nfour\n");
    ok(put(candidate, "main.python", "one\ntwo\nthree\nfour\nfive\n"));
    assertThat(files()).isEqualTo(Map.of("main.python", "ONE\ntwo\nthree\nfour\nfive\n"));
  }

  @Test
  void whatIsNotThereIsMade() {
    HttpResponse<String> made = put(candidate, "lib/deep%20down/util.python", "\ufeffx = 1\r\ny\r");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonNode facts = TestServer.json(made);
    assertThat(facts.get("file").textValue()).isEqualTo("lib/deep down/util.python");
    assertThat(facts.get("language").textValue()).isEqualTo("python");
    assertThat(files()).containsEntry("lib/deep down/util.python", "x = 1\ny\n");
    assertThat(json(host, "POST", "/files", "{\"file\":\"b.java\"}").statusCode()).isEqualTo(201);
    assertThat(files()).containsEntry("b.java", "");
    refused(json(host, "POST", "/files", "{\"file\":\"B.java\"}"), 409, "name_taken");
    refused(json(host, "POST", "/files", "{\"file\":\"../b\"}"), 400, "invalid_name");
    refused(json(host, "POST", "/files", "{\"text\":\"x\"}"), 400, "invalid_message");
    refused(put(host, "$(id)", "x"), 400, "invalid_name");
    refused(put(host, "-rf", "x"), 400, "invalid_name");
  }

  @Test
  void textsThatCannotBeAreRefused() {
    refused(put(host, "main.python?revision=7", "x"), 404, "invalid_revision");
    refused(put(host, "main.python?revision=-1", "x"), 400, "invalid_message");
    refused(put(host, "main.python", "x".repeat(256 * 1024 + 1)), 413, "too_large");
    refused(put(host, "new.txt", "x".repeat(1_000_000)), 413, "too_large");
    refused(
        send(host, "PUT", "/files/main.python", "text/plain", new byte[] {-1, -2}),
        400,
        "invalid_message");
    refused(
        json(host, "PUT", "/files/main.python", "{\"text\":\"\\ud83d\"}"), 400, "invalid_change");
    refused(json(host, "PUT", "/files/half.txt", "{\"text\":\"\\ud83d\"}"), 400, "invalid_change");
    refused(
        json(host, "PUT", "/files/main.python", "{\"text\":\"\\ud83d\",\"revision\":0}"),
        400,
        "invalid_change");
    refused(json(host, "PUT", "/files/main.python", "{\"text\":5}"), 400, "invalid_message");
    assertThat(files()).isEqualTo(Map.of("main.python", "one\ntwo\nthree\n"));
    String odd = "NUL \u0000, bell \u0007, line \u2028 and 😀\n";
    ok(put(host, "main.python", odd));
    assertThat(files()).isEqualTo(Map.of("main.python", odd));
    String full = "é".repeat(256 * 1024);
    ok(put(host, "main.python", full));
    assertThat(files()).isEqualTo(Map.of("main.python", full));
  }

  // ---- names ------------------------------------------------------------------------------------

  @Test
  void filesAreRenamedAndDeleted() {
    ok(put(host, "b.txt", "b"));
    ok(put(host, "b.txt?revision=0", "bb"));
    assertThat(
            ok(json(candidate, "PATCH", "/files/b.txt", "{\"to\":\"lib/c.java\"}"))
                .get("file")
                .textValue())
        .isEqualTo("lib/c.java");
    JsonNode facts = ok(server.get(room + "/files")).get(1);
    assertThat(facts.get("file").textValue()).isEqualTo("lib/c.java");
    assertThat(facts.get("language").textValue()).isEqualTo("java");
    assertThat(facts.get("revision").intValue()).isEqualTo(1);
    assertThat(facts.get("length").intValue()).isEqualTo(2);
    assertThat(ok(server.get(room + "/files/lib/c.java?revision=0")).get("text").textValue())
        .isEqualTo("b");
    refused(json(host, "PATCH", "/files/b.txt", "{\"to\":\"d\"}"), 404, "unknown_file");
    refused(
        json(host, "PATCH", "/files/lib/c.java", "{\"to\":\"MAIN.python\"}"), 409, "name_taken");
    HttpResponse<String> gone = json(candidate, "DELETE", "/files/main.python", "");
    assertThat(gone.statusCode()).as(gone.body()).isEqualTo(204);
    refused(json(candidate, "DELETE", "/files/main.python", ""), 404, "unknown_file");
    refused(json(candidate, "DELETE", "/files/lib/c.java", ""), 409, "last_file");
    assertThat(ok(server.get(room)).get("language").textValue()).isEqualTo("java");
  }

  // ---- archives ---------------------------------------------------------------------------------

  @Test
  void anArchiveGoesInAndComesOutAgain() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("main.python", "one\n2\nthree\n");
    texts.put("src/ü.java", "class Ü {}\r\n");
    texts.put(".gitignore", "*\n");
    JsonNode in = ok(zip(candidate, texts));
    assertThat(in.toString())
        .isEqualTo(
            "{\"created\":[\"src/ü.java\"],\"changed\":[\"main.python\"],\"skipped\":[\".gitignore\"]}");
    assertThat(ok(zip(candidate, texts)).get("changed")).isEmpty();
    HttpResponse<byte[]> out =
        server.send(
            server.to(room + "/export?format=zip").header("Authorization", "Bearer " + candidate),
            HttpResponse.BodyHandlers.ofByteArray());
    refused(server.get(room + "/export?format=zip"), 401, "unauthorized");
    assertThat(out.headers().firstValue("Content-Type")).contains("application/zip");
    assertThat(out.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment; filename=\"parley-");
    assertThat(out.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    Map<String, String> unpacked = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        unpacked.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    assertThat(unpacked)
        .isEqualTo(Map.of("main.python", "one\n2\nthree\n", "src/ü.java", "class Ü {}\n"));
    // The file that was there has its history still.
    assertThat(ok(server.get(room + "/files/main.python?revision=0")).get("text").textValue())
        .isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void anArchiveIsTakenWhollyOrNotAtAll() throws IOException {
    Map<String, String> before = files();
    for (Map<String, String> texts :
        List.of(
            Map.of("good.txt", "x", "../bad.txt", "x"),
            Map.of("good.txt", "x", "MAIN.python", "clashes with a file of the room"),
            Map.of("good.txt", "x", "main.python/x.txt", "a file as a folder"))) {
      HttpResponse<String> answer = zip(host, texts);
      assertThat(answer.statusCode()).as(answer.body()).isIn(400, 409);
      assertThat(files()).isEqualTo(before);
    }
    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 64; i++) {
      many.put("f" + i, "");
    }
    refused(zip(host, many), 413, "too_large");
    assertThat(files()).isEqualTo(before);
    many.remove("f0");
    ok(zip(host, many));
    assertThat(files()).hasSize(64);
    refused(json(host, "POST", "/files", "{\"file\":\"one-too-many\"}"), 413, "too_large");
    refused(
        send(host, "POST", "/files", "application/zip", "no archive".getBytes(UTF_8)),
        400,
        "invalid_message");
    refused(send(host, "POST", "/files", "application/zip", new byte[5 << 20]), 413, "too_large");
  }

  // ---- rights -----------------------------------------------------------------------------------

  @Test
  void onlyWhoMayEditDoes() throws IOException {
    String observer = token("obs", Role.OBSERVER);
    String stranger = "made.up.token";
    for (Map.Entry<String, Integer> who : Map.of(observer, 403, stranger, 401).entrySet()) {
      String token = who.getKey();
      for (HttpResponse<String> answer :
          List.of(
              put(token, "main.python", "x"),
              put(token, "new.txt", "x"),
              json(token, "POST", "/files", "{\"file\":\"new.txt\"}"),
              json(token, "PATCH", "/files/main.python", "{\"to\":\"x\"}"),
              json(token, "DELETE", "/files/main.python", ""),
              zip(token, Map.of("new.txt", "x")))) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(who.getValue());
      }
    }
    new Guest(server.rooms, UUID.fromString(id)).end();
    refused(put(host, "main.python", "x"), 409, "ended");
    refused(zip(host, Map.of("new.txt", "x")), 409, "ended");
    refused(json(host, "DELETE", "/files/main.python", ""), 409, "ended");
    assertThat(files()).isEqualTo(Map.of("main.python", "one\ntwo\nthree\n"));
    assertThat(server.get(room + "/events?limit=100").body()).doesNotContain("\"obs\"");
  }

  @Test
  void peopleInTheRoomHearOfItAndTheLogKnowsWhoItWas() {
    Guest guest = new Guest(server.rooms, UUID.fromString(id));
    ok(put(candidate, "main.python?revision=0", "ONE\ntwo\nthree\n"));
    ok(put(candidate, "b.txt", "b"));
    ok(json(candidate, "PATCH", "/files/b.txt", "{\"to\":\"c.txt\"}"));
    assertThat(guest.heard())
        .anyMatch(said -> said.startsWith("CodeUpdated[file=main.python"))
        .anyMatch(said -> said.startsWith("FileCreated[file=b.txt"))
        .anyMatch(said -> said.startsWith("FileRenamed[file=b.txt, to=c.txt"));
    String log = server.get(room + "/events?limit=100").body();
    assertThat(log).containsOnlyOnce("\"kind\":\"joined\",\"id\":\"cand\",\"username\":\"Ana\"");
    assertThat(log).contains("\"by\":\"cand\",\"kind\":\"change\"");
  }

  // ---- single files and first files -------------------------------------------------------------

  @Test
  void aFileComesAsAnAttachment() {
    ok(put(host, "lib/Ünï \u00e9.txt".replace(" ", "%20"), "<script>alert(1)</script>\n"));
    HttpResponse<String> file = server.get(room + "/files/lib/%C3%9Cn%C3%AF%20%C3%A9.txt?download");
    assertThat(file.statusCode()).as(file.body()).isEqualTo(200);
    assertThat(file.body()).isEqualTo("<script>alert(1)</script>\n");
    assertThat(file.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
    assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(file.headers().firstValue("Content-Disposition"))
        .contains(
            "attachment; filename=\"_n_ _.txt\"; filename*=UTF-8''%C3%9Cn%C3%AF%20%C3%A9.txt");
  }

  @Test
  void aRoomBeginsWithManyFiles() {
    JsonNode made =
        server.room(
            """
            {"files":[{"file":"README.md","text":"# Read\\r\\n"},
                      {"file":"src/Main.java","text":"class Main {}"},
                      {"language":"python","text":""},
                      {"file":"odd","language":"python","text":"x"}]}""");
    room = "/api/rooms/" + made.get("code").textValue();
    assertThat(ok(server.get(room)).get("language").textValue()).isEqualTo("java");
    assertThat(files())
        .containsExactly(
            Map.entry("src/Main.java", "class Main {}"),
            Map.entry("README.md", "# Read\n"),
            Map.entry("main.java", ""),
            Map.entry("odd", "x"));
    for (String files :
        List.of(
            "[{\"text\":\"a\"},{\"text\":\"b\"}]",
            "[{\"file\":\"a\",\"text\":\"a\"},{\"file\":\"A\",\"text\":\"b\"}]",
            "[{\"file\":\"../a\",\"text\":\"a\"}]",
            "[{\"file\":\"a\",\"text\":\"\\ud800\"}]",
            "[{\"file\":\"a\",\"language\":\"klingon\",\"text\":\"\"}]")) {
      assertThat(server.post("/api/rooms", "{\"files\":" + files + "}").statusCode())
          .as(files)
          .isIn(400, 409);
    }
  }
}
