package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Texts, files and carets as only a program would send them, over real sockets: what is refused is
 * refused in words and changes nothing, what is taken is the same for everybody, and nobody else
 * notices.
 */
class BadFilesTest {

  private static final int LIMIT = 256 * 1024;

  @TempDir private Path data;
  private Server server;
  private Rest rest;
  private Rest.Room room;

  /** Speaks in changes. */
  private Client ops;

  /** Sends whole texts. */
  private Client plain;

  private final Map<String, String> epochs = new LinkedHashMap<>();

  @BeforeEach
  void twoInARoom() throws IOException {
    server =
        Server.open(
            data, Map.of("PARLEY_ENGINE", Server.NO_ENGINE, "PARLEY_LANGUAGES", "python,bash"));
    rest = new Rest(server.url());
    room = rest.create("Files", "python", "start\n");
    ops = Client.connected(server.url(), Map.of());
    epochs.put("main.py", join(ops, "ops").get("files").get(0).get("epoch").textValue());
    plain = Client.connected(server.url(), Map.of());
    plain.ask("join_session", Map.of("session_code", room.code(), "username", "Plain"));
    plain.hears("sync_code", sync -> true);
  }

  @AfterEach
  void close() {
    ops.close();
    plain.close();
    rest.close();
    server.close();
  }

  private JsonNode join(Client client, String id) {
    return client.ask(
        "join", Map.of("session_code", room.code(), "protocol", 2, "client", id, "username", id));
  }

  private static JsonNode taken(JsonNode answer) {
    assertThat(answer.has("error")).as(answer.toString()).isFalse();
    return answer;
  }

  private static void refused(JsonNode answer, String... codes) {
    assertThat(answer.at("/error/code").asText()).as(answer.toString()).isIn((Object[]) codes);
    assertThat(answer.at("/error/message").asText()).isNotBlank();
  }

  private JsonNode create(String name, String text) {
    JsonNode answer = taken(ops.ask("file_create", Map.of("file", name, "text", text)));
    JsonNode told = plain.hears("file_created", f -> f.get("file").equals(answer.get("file")));
    epochs.put(name, told.get("epoch").textValue());
    return told;
  }

  /** An op client's insertion at the start of a text of that length. */
  private JsonNode push(String file, long revision, long first, int length, String... lines) {
    ObjectNode push =
        Rest.JSON
            .createObjectNode()
            .put("file", file)
            .put("epoch", epochs.get(file))
            .put("revision", revision)
            .put("client", "ops")
            .put("first", first);
    var insert = push.putArray("changes").addArray();
    var section = insert.addArray().add(0);
    for (String line : lines) {
      section.add(line);
    }
    if (length > 0) {
      insert.add(length);
    }
    return ops.ask("code_change", push);
  }

  private String text(String file) {
    return rest.get("/api/rooms/" + room.code() + "/files/" + file).get("text").textValue();
  }

  // ---- texts ------------------------------------------------------------------------------------

  /** E4 and P3: every kind of text by every way in. */
  @Test
  void oddTextsAreTheSameByEveryWay() {
    String odd = "NUL \u0000, \u0007, tab\t, \u2028\u2029\u0085, e\u0301, 😀, \ufeff, \u202e.";
    create("odd.py", odd + "\r\n" + odd + "\rend");
    String expected = odd + "\n" + odd + "\nend";
    assertThat(text("odd.py")).isEqualTo(expected);
    taken(push("odd.py", 0, 0, expected.length(), odd, ""));
    expected = odd + "\n" + expected;
    assertThat(text("odd.py")).isEqualTo(expected);
    taken(
        plain.ask("code_change", Map.of("file", "odd.py", "code", expected.replace("\n", "\r\n"))));
    assertThat(text("odd.py")).as("line ends alone are no edit").isEqualTo(expected);
    taken(plain.ask("code_change", Map.of("file", "odd.py", "code", "x\r" + expected)));
    assertThat(text("odd.py")).isEqualTo("x\n" + expected);
    assertThat(
            ops.hears("code_updated", u -> u.get("from").longValue() == 1)
                .get("changes")
                .toString())
        .doesNotContain("\\r");
  }

  /** Halves that come alone are refused by the room's own tests: this client cannot send them. */
  @Test
  void aChangeThatSplitsACharacterIsRefused() {
    create("smile.py", "😀\n");
    refused(
        ops.ask(
            "code_change",
            "{\"file\":\"smile.py\",\"epoch\":\""
                + epochs.get("smile.py")
                + "\",\"revision\":0,\"client\":\"ops\",\"first\":0,\"changes\":[[1,[1],1]]}"),
        "invalid_change");
    assertThat(text("smile.py")).isEqualTo("😀\n");
    taken(plain.ask("code_change", Map.of("file", "smile.py", "code", "😀😀\n")));
    assertThat(text("smile.py")).isEqualTo("😀😀\n");
  }

  @Test
  void textsBeyondTheLimitAreRefusedAndTheLimitIsNot() {
    String million = "x".repeat(1_000_000);
    refused(plain.ask("code_change", Map.of("code", million)), "too_large");
    refused(push("main.py", 0, 0, 6, million), "too_large");
    refused(ops.ask("file_create", Map.of("file", "big.py", "text", million)), "too_large");
    String line = "é".repeat(LIMIT - 6);
    taken(push("main.py", 0, 0, 6, line));
    refused(push("main.py", 1, 1, LIMIT, "x"), "too_large");
    plain.hears("code_updated", u -> u.get("code").textValue().length() == LIMIT);
    for (int i = 0; i < 3; i++) {
      create("full" + i + ".py", "x".repeat(LIMIT));
    }
    refused(ops.ask("file_create", Map.of("file", "more.py", "text", "x")), "too_large");
    // So much text is still entered, by everybody.
    try (Client late = Client.connected(server.url(), Map.of())) {
      assertThat(join(late, "late").get("files")).hasSize(4);
    }
    taken(ops.ask("file_delete", Map.of("file", "full0.py")));
    taken(ops.ask("file_create", Map.of("file", "more.py", "text", "x")));
  }

  // ---- names ------------------------------------------------------------------------------------

  /** S17, at the door of the sockets; every rule has its own test beside the rules. */
  @Test
  void namesThatMeanSomethingElsewhereAreRefused() {
    for (String name :
        List.of(
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "./a",
            "a\\b",
            "a\u0000",
            "a\nb",
            "-rf",
            "$(id)",
            "a\"b",
            "a'b",
            "a\u202eb",
            "con",
            "aux.py",
            "a.",
            "a ",
            ".bashrc",
            "x".repeat(300),
            "a/b/c/d/e/f/g/h/i",
            "\ud83d")) {
      refused(ops.ask("file_create", Map.of("file", name)), "invalid_name");
      refused(ops.ask("file_rename", Map.of("file", "main.py", "to", name)), "invalid_name");
    }
    refused(ops.ask("file_create", Map.of("file", "x".repeat(5_000))), "invalid_message");
    refused(ops.ask("file_create", Map.of("file", "MAIN.PY")), "name_taken");
    refused(ops.ask("file_create", Map.of("file", "main.py/x")), "name_taken");
    refused(ops.ask("file_delete", Map.of("file", "main.py")), "last_file");
    refused(ops.ask("file_delete", Map.of("file", "../main.py")), "unknown_file");
    refused(ops.ask("file_rename", Map.of("file", "nowhere", "to", "x.py")), "unknown_file");
    assertThat(rest.get("/api/rooms/" + room.code() + "/files")).hasSize(1);
  }

  @Test
  void aRoomHasSoManyFilesAndEverybodySeesThem() {
    for (int i = 1; i < 64; i++) {
      create("f" + i + ".py", "");
    }
    refused(ops.ask("file_create", Map.of("file", "f64.py")), "too_large");
    assertThat(rest.get("/api/rooms/" + room.code() + "/files")).hasSize(64);
    try (Client late = Client.connected(server.url(), Map.of())) {
      assertThat(join(late, "late").get("files")).hasSize(64);
    }
    assertThat(plain.heard("file_created")).hasSize(63);
    assertThat(plain.heard("code_updated")).isEmpty();
  }

  // ---- revisions and numbers --------------------------------------------------------------------

  /** P1, P2 and P6 for a file that is not the main one. */
  @Test
  void revisionsAndNumbersThatCannotBe() {
    create("b.py", "");
    for (String wrong :
        List.of(
            "'revision': 1",
            "'revision': 9007199254740992",
            "'revision': -1",
            "'revision': 'x'",
            "'revision': null",
            "'first': 1",
            "'first': 9007199254740993",
            "'epoch': 'another'",
            "'file': 'nowhere.py'",
            "'changes': [[1, [0, 'x']]]")) {
      ObjectNode push =
          (ObjectNode)
              Rest.parse(
                  "{\"file\":\"b.py\",\"revision\":0,\"client\":\"ops\",\"first\":0,\"changes\":[[[0,\"x\"]]]}");
      push.put("epoch", epochs.get("b.py"));
      push.setAll((ObjectNode) Rest.parse("{" + wrong.replace('\'', '"') + "}"));
      refused(
          ops.ask("code_change", push),
          "invalid_revision",
          "invalid_message",
          "invalid_change",
          "gap",
          "stale_epoch",
          "unknown_file");
    }
    assertThat(text("b.py")).isEmpty();
    taken(push("b.py", 0, 0, 0, "x"));
    for (int i = 0; i < 5; i++) {
      assertThat(taken(push("b.py", 0, 0, 0, "x")).get("revision").longValue()).isEqualTo(1);
    }
    refused(push("b.py", 0, 0, 0, "y"), "conflict");
    refused(push("b.py", 1, 2, 1, "y"), "gap");
    taken(push("main.py", 0, 0, 6, "each file counts its own numbers"));
    assertThat(text("b.py")).isEqualTo("x");
  }

  // ---- others -----------------------------------------------------------------------------------

  /** P11: a connection is in one room at a time, and out of it when it has left. */
  @Test
  void joiningAndLeavingInEveryOrder() {
    refused(join(ops, "ops"), "already_joined");
    for (int i = 0; i < 200; i++) {
      refused(ops.ask("join", Map.of("session_code", room.code())), "already_joined");
    }
    Rest.Room other = rest.create("Other", "python", "other\n");
    refused(ops.ask("join_session", Map.of("session_code", other.code())), "already_joined");
    taken(ops.ask("leave", Map.of()));
    refused(ops.ask("file_create", Map.of("file", "x.py")), "not_joined");
    refused(push("main.py", 0, 0, 6, "x"), "not_joined");
    refused(ops.ask("leave", Map.of()), "not_joined");
    taken(ops.ask("join_session", Map.of("session_code", other.code())));
    taken(ops.ask("file_create", Map.of("file", "x.py")));
    assertThat(rest.get("/api/rooms/" + room.code() + "/files")).hasSize(1);
    assertThat(rest.get("/api/rooms/" + other.code() + "/files")).hasSize(2);
    assertThat(text("main.py")).isEqualTo("start\n");
  }

  /** P19: files change their names, languages and existence while others type into them. */
  @Test
  void everythingAtOnceIsInOneOrderForAll() throws Exception {
    create("b.py", "");
    List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
    try (Client other = Client.connected(server.url(), Map.of())) {
      join(other, "other");
      for (int i = 0; i < 40; i++) {
        answers.add(
            plain.submit("code_change", Map.of("file", "b.py", "code", "line\n".repeat(i))));
        switch (i % 8) {
          case 1 -> answers.add(other.submit("file_rename", Map.of("file", "b.py", "to", "c.py")));
          case 2 -> answers.add(ops.submit("file_create", Map.of("file", "d.py", "text", "d")));
          case 3 -> answers.add(other.submit("language_change", Map.of("language", "bash")));
          case 4 -> answers.add(ops.submit("file_delete", Map.of("file", "d.py")));
          case 5 -> answers.add(other.submit("file_rename", Map.of("file", "c.py", "to", "b.py")));
          case 6 -> answers.add(ops.submit("language_change", Map.of("language", "python")));
          default -> {}
        }
      }
      for (CompletableFuture<JsonNode> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS)).isNotNull();
      }
      List<String> events =
          List.of(
              "file_created", "file_renamed", "file_deleted", "language_updated", "code_updated");
      taken(other.ask("file_create", Map.of("file", "last.py")));
      ops.hears("file_created", f -> f.get("file").textValue().equals("last.py"));
      assertThat(told(ops, events)).isEqualTo(told(other, events)).isNotEmpty();
      try (Client late = Client.connected(server.url(), Map.of())) {
        for (JsonNode file : join(late, "late").get("files")) {
          assertThat(text(file.get("file").textValue())).isEqualTo(file.get("text").textValue());
        }
      }
    }
  }

  /** What somebody was told of files from the moment that both were there. */
  private static List<String> told(Client client, List<String> events) {
    return client.heard().stream()
        .filter(h -> events.contains(h.event()))
        .filter(
            h ->
                !h.event().equals("file_created")
                    || !h.payload().path("file").asText().equals("b.py"))
        .map(h -> h.event() + " " + h.payload())
        .toList();
  }

  /** P20: carets where there is no text, and names that are no names. */
  @Test
  void caretsAndNamesAreBounded() {
    String name = "<b>" + "x".repeat(900) + "\u202e👩‍👩‍👧\u0007</b>";
    try (Client odd = Client.connected(server.url(), Map.of())) {
      JsonNode welcome =
          taken(
              odd.ask(
                  "join",
                  Map.of(
                      "session_code",
                      room.code(),
                      "protocol",
                      2,
                      "client",
                      "odd",
                      "username",
                      name)));
      assertThat(welcome.at("/self/username").textValue())
          .hasSizeLessThanOrEqualTo(40)
          .doesNotContain("\u202e", "\u0007");
      for (String ranges :
          List.of("[[-1,0]]", "[[0,2147483648]]", "[[0]]", "[]", "[[0,0.5]]", "'x'")) {
        refused(
            odd.ask("presence", ("{'revision':0,'ranges':" + ranges + "}").replace('\'', '"')),
            "invalid_message");
      }
      try (Client longName = Client.connected(server.url(), Map.of())) {
        refused(
            longName.ask(
                "join_session",
                Map.of("session_code", room.code(), "username", "x".repeat(10_000))),
            "invalid_message");
      }
      odd.tell("presence", Map.of("revision", 0, "ranges", List.of(List.of(0, 2147483647))));
      odd.tell("presence", Map.of("revision", 5, "ranges", List.of(List.of(1, 1))));
      odd.tell(
          "presence", Map.of("file", "none.py", "revision", 0, "ranges", List.of(List.of(1, 1))));
      odd.tell("presence", Map.of("revision", 0, "ranges", List.of(List.of(2, 2))));
      ops.hears("presence_updated", p -> p.get("ranges").toString().equals("[[2,2]]"));
      assertThat(ops.heard("presence_updated"))
          .extracting(p -> p.get("ranges").toString())
          .containsExactly("[[0,6]]", "[[2,2]]");
    }
  }

  /** P21: whose something is says the server. */
  @Test
  void whatAMessageClaimsOfItsSenderIsNotRead() {
    taken(
        ops.ask(
            "file_create",
            Map.of(
                "file",
                "x.py",
                "by",
                "somebody",
                "user_id",
                "somebody",
                "role",
                "interviewer",
                "username",
                "Boss",
                "color",
                "#000000")));
    JsonNode told = plain.hears("file_created", f -> true);
    JsonNode self =
        rest.events(room.code(), "joined").stream()
            .filter(e -> e.get("username").textValue().equals("ops"))
            .findFirst()
            .orElseThrow();
    assertThat(told.get("by")).isEqualTo(self.get("id"));
    assertThat(rest.events(room.code(), "file_created").getLast().get("by"))
        .isEqualTo(self.get("id"));
    assertThat(self.get("role").textValue()).isEqualTo("candidate");
  }

  /** P10: who floods is limited, then cut off; the others do not notice. */
  @Test
  void aFloodIsCutOffAndNobodyElseNotices() {
    Client flood = Client.connected(server.url(), Map.of());
    join(flood, "flood");
    CompletableFuture<Void> cut = new CompletableFuture<>();
    flood.on("disconnect", () -> cut.complete(null));
    CompletableFuture<Void> flooding =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 200_000 && !cut.isDone(); i++) {
                flood.tell(
                    "presence", Map.of("revision", 0, "ranges", List.of(List.of(i % 6, i % 6))));
                if (i % 5 == 0) {
                  flood.tell("language_change", Map.of("language", "klingon"));
                }
              }
            });
    for (int i = 0; i < 20; i++) {
      taken(plain.ask("code_change", Map.of("code", "start\n" + "x".repeat(i + 1))));
    }
    cut.orTimeout(20, TimeUnit.SECONDS).join();
    flooding.join();
    flood.close();
    assertThat(text("main.py")).isEqualTo("start\n" + "x".repeat(20));
    assertThat(ops.isConnected()).isTrue();
    assertThat(plain.isConnected()).isTrue();
  }
}
