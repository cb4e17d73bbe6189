package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything a client may get wrong: each gets a typed error, nothing else changes, and the others
 * in the room do not even notice. Runs have a test of their own ({@link RunFaultsTest}).
 */
class BadInputTest {

  private static final String CLIENT = "sinner";
  private static final int LIMIT = 256 * 1024;

  /** Every event that needs a seat, with a payload nothing is wrong with. */
  private static final Map<String, String> WELL_FORMED =
      Map.ofEntries(
          Map.entry("leave", "{}"),
          Map.entry("code_change", "{'code': 'x'}"),
          Map.entry("code_pull", "{'from': 0}"),
          Map.entry("language_change", "{'language': 'python'}"),
          Map.entry("file_create", "{'file': 'x.py'}"),
          Map.entry("file_rename", "{'file': 'main.py', 'to': 'x.py'}"),
          Map.entry("file_delete", "{'file': 'main.py'}"),
          Map.entry("presence", "{'revision': 0, 'ranges': [[0, 0]]}"),
          Map.entry("execute_code", "{}"),
          Map.entry("execution_input", "{'id': 'x', 'data': 'y'}"),
          Map.entry("execution_resize", "{'id': 'x', 'columns': 80, 'rows': 24}"),
          Map.entry("execution_stop", "{'id': 'x'}"),
          Map.entry("execution_eof", "{'id': 'x'}"),
          Map.entry("signal", "{'kind': 'blur'}"),
          Map.entry("room_update", "{'title': 'x'}"));

  private static final List<String> NO_OBJECTS =
      List.of("'text'", "42", "-1e300", "true", "[]", "[[1, null]]", "''");

  /** Every field of every event with what it cannot be. */
  private static final Map<String, List<String>> MALFORMED =
      Map.ofEntries(
          Map.entry(
              "code_change",
              List.of(
                  "{}",
                  "{'code': null}",
                  "{'code': 1}",
                  "{'code': ['x']}",
                  "{'code': 'x', 'revision': 'y'}",
                  "{'code': 'x', 'revision': 1.5}",
                  "{'code': 'x', 'revision': 1e300}",
                  "{'code': 'x', 'file': {}}",
                  push("'changes': 5"),
                  push("'changes': 'x'"),
                  push("'changes': {}"),
                  push("'changes': [null]"),
                  push("'changes': [5]"),
                  push("'changes': [['x']]"),
                  push("'changes': [[-1]]"),
                  push("'changes': [[1.5]]"),
                  push("'changes': [[99999999999999999999]]"),
                  push("'changes': [[1e300]]"),
                  push("'changes': [[[1, 2]]]"),
                  push("'changes': [[[0, null]]]"),
                  push("'changes': [[[[]]]]"),
                  push("'changes': [" + "[0],".repeat(1000) + "[0]]"),
                  push("'changes': []"),
                  push("'epoch': 5"),
                  push("'epoch': null"),
                  push("'revision': 'x'"),
                  push("'revision': null"),
                  push("'revision': -1"),
                  push("'revision': 99999999999999999999"),
                  push("'client': []"),
                  push("'client': null"),
                  push("'first': -1"),
                  push("'first': 0.5"),
                  push("'first': 'x'"),
                  push("'source': 'magic'"),
                  push("'source': 7"))),
          Map.entry(
              "code_pull", List.of("{}", "{'from': 'x'}", "{'from': 1.5}", "{'from': 1e300}")),
          Map.entry("language_change", List.of("{}", "{'language': 5}", "{'language': ['java']}")),
          Map.entry(
              "file_create",
              List.of(
                  "{}",
                  "{'file': 5}",
                  "{'file': ['x']}",
                  "{'file': null, 'text': ''}",
                  "{'file': 'x.py', 'text': 5}",
                  "{'file': 'x.py', 'language': {}}")),
          Map.entry(
              "file_rename",
              List.of(
                  "{}",
                  "{'file': 'main.py'}",
                  "{'to': 'x.py'}",
                  "{'file': 'main.py', 'to': 5}",
                  "{'file': [], 'to': 'x.py'}")),
          Map.entry("file_delete", List.of("{}", "{'file': 5}", "{'file': null}")),
          Map.entry(
              "presence",
              List.of(
                  "{}",
                  "{'revision': 0, 'ranges': 5}",
                  "{'revision': 0, 'ranges': []}",
                  "{'revision': 0, 'ranges': [[0]]}",
                  "{'revision': 0, 'ranges': [[0, 'x']]}",
                  "{'revision': 0, 'ranges': [[-1, 0]]}",
                  "{'revision': 0, 'ranges': [[0, 99999999999]]}",
                  "{'revision': 'x', 'ranges': [[0, 0]]}")),
          Map.entry(
              "execute_code",
              List.of(
                  "{'language': 5}",
                  "{'file': []}",
                  "{'stdin': 5}",
                  "{'args': 'x'}",
                  "{'args': [5]}",
                  "{'args': [null]}",
                  "{'mode': 'fly'}",
                  "{'columns': 0}",
                  "{'columns': 'x'}",
                  "{'rows': 99999999999}",
                  "{'rows': 1.5}")),
          Map.entry(
              "execution_input", List.of("{}", "{'id': 5, 'data': 'x'}", "{'id': 'x', 'data': 5}")),
          Map.entry(
              "execution_resize",
              List.of("{}", "{'id': 'x', 'columns': 0, 'rows': 1}", "{'id': 5}")),
          Map.entry("execution_stop", List.of("{}", "{'id': 5}", "{'id': null}")),
          Map.entry("execution_eof", List.of("{}", "{'id': []}")),
          Map.entry("signal", List.of("{}", "{'kind': 'sneeze'}", "{'kind': 5}")),
          Map.entry(
              "room_update", List.of("{'state': 'exploded'}", "{'state': 5}", "{'title': []}")));

  private static final List<String> MALFORMED_JOINS =
      List.of(
          "{}",
          "{'session_code': 5}",
          "{'session_code': null}",
          "{'session_code': CODE, 'username': 5}",
          "{'session_code': CODE, 'username': ['x']}",
          "{'session_code': CODE, 'protocol': 2}",
          "{'session_code': CODE, 'protocol': 3, 'client': 'x'}",
          "{'session_code': CODE, 'protocol': 'x', 'client': 'x'}",
          "{'session_code': CODE, 'protocol': 2, 'client': 'no blanks'}",
          "{'session_code': CODE, 'protocol': 2, 'client': 5}",
          "{'session_code': CODE, 'protocol': 2, 'client': 'x', 'have': 5}",
          "{'session_code': CODE, 'protocol': 2, 'client': 'x', 'have': {'a': 5}}",
          "{'session_code': CODE, 'protocol': 2, 'client': 'x', 'have': {'a': {'epoch': 1}}}");

  @TempDir private Path data;
  private Server server;
  private Rest rest;
  private Rest.Room room;
  private Client sinner;
  private Client bystander;
  private String epoch;
  private int length;
  private String before;

  private static String push(String field) {
    return "PUSH " + field;
  }

  @BeforeEach
  void twoInARoom() throws IOException {
    server = Server.open(data, Map.of("PARLEY_ENGINE", Server.NO_ENGINE));
    rest = new Rest(server.url());
    room = rest.create("Manners", "python", "print('hello')\n");
    bystander = Client.connected(server.url(), Map.of());
    bystander.ask("join_session", Map.of("session_code", room.code(), "username", "Bob"));
    sinner = Client.connected(server.url(), Map.of());
    JsonNode file = join(sinner).get("files").get(0);
    epoch = file.get("epoch").textValue();
    length = file.get("text").textValue().length();
    bystander.hears("user_joined", joined -> true);
    before = everything();
  }

  @AfterEach
  void close() {
    sinner.close();
    bystander.close();
    rest.close();
    server.close();
  }

  private JsonNode join(Client client) {
    JsonNode welcome =
        client.ask("join", Map.of("session_code", room.code(), "protocol", 2, "client", CLIENT));
    assertThat(welcome.has("error")).as(welcome.toString()).isFalse();
    return welcome;
  }

  /** The log and what the bystander heard, round trips aside. */
  private String everything() {
    return rest.events(room.code())
        + bystander.heard().stream()
            .filter(h -> !h.event().equals("participants"))
            .toList()
            .toString();
  }

  private void refused(Client client, String event, String payload, String... codes) {
    JsonNode answer = client.ask(event, json(payload));
    JsonNode error = answer.path("error");
    String what = event + " " + payload + " -> " + answer;
    assertThat(error.path("code").asText()).as(what).isIn((Object[]) codes);
    assertThat(error.path("message").asText()).as(what).isNotBlank();
    assertThat(error.path("retryable").isBoolean()).as(what).isTrue();
  }

  private void nothingChanged() {
    assertThat(sinner.ask("code_pull", Map.of("from", 0)).path("changes").isEmpty()).isTrue();
    assertThat(everything()).isEqualTo(before);
    assertThat(bystander.isConnected()).isTrue();
    // And the room still works.
    assertThat(bystander.ask("code_change", Map.of("code", "fine\n")).has("error")).isFalse();
    sinner.hears("code_updated", update -> true);
  }

  private String json(String payload) {
    String quoted = payload.replace('\'', '"').replace("CODE", '"' + room.code() + '"');
    if (!quoted.startsWith("PUSH ")) {
      return quoted;
    }
    ObjectNode push =
        Rest.JSON
            .createObjectNode()
            .put("epoch", epoch)
            .put("revision", 0)
            .put("client", CLIENT)
            .put("first", 0);
    push.putArray("changes").addArray().add(length).addArray().add(0).add("x");
    return push.setAll((ObjectNode) Rest.parse("{" + quoted.substring(5) + "}")).toString();
  }

  @Test
  void malformedPayloadsOfEveryEvent() {
    for (String event : WELL_FORMED.keySet()) {
      if (!event.equals("leave")) {
        NO_OBJECTS.forEach(payload -> refused(sinner, event, payload, "invalid_message"));
      }
    }
    MALFORMED.forEach(
        (event, payloads) ->
            payloads.forEach(
                payload -> refused(sinner, event, payload, "invalid_message", "invalid_change")));
    refused(sinner, "make_coffee", "{}", "unknown_event");
    nothingChanged();
  }

  @Test
  void everyEventIsCovered() {
    assertThat(MALFORMED.keySet())
        .isEqualTo(
            WELL_FORMED.keySet().stream()
                .filter(event -> !event.equals("leave"))
                .collect(Collectors.toUnmodifiableSet()));
  }

  @Test
  void aRefusalNobodyWaitsForIsAnEvent() {
    sinner.tell("language_change", Map.of("language", "klingon"));
    JsonNode error = sinner.hears("error", e -> true);
    assertThat(error.get("code").textValue()).isEqualTo("unknown_language");
    nothingChanged();
  }

  @Test
  void joinsThatCannotBe() {
    refused(sinner, "join", "{'session_code': CODE, 'username': 'again'}", "already_joined");
    refused(sinner, "join_session", "{'session_code': CODE}", "already_joined");
    try (Client stranger = Client.connected(server.url(), Map.of())) {
      for (String code : List.of("'zzz-zzzz-zzz'", "'?'", "''", "'\\u0000'")) {
        refused(stranger, "join_session", "{'session_code': " + code + "}", "unknown_room");
      }
      for (String payload : MALFORMED_JOINS) {
        refused(stranger, "join", payload, "invalid_message");
      }
      NO_OBJECTS.forEach(payload -> refused(stranger, "join", payload, "invalid_message"));
      refused(
          stranger,
          "join",
          "{'session_code': CODE, 'protocol': 2, 'client': '" + CLIENT + "'}",
          "foreign_client");
    }
    nothingChanged();
  }

  @Test
  void everyEventBeforeTheJoin() {
    try (Client stranger = Client.connected(server.url(), Map.of())) {
      WELL_FORMED.forEach((event, payload) -> refused(stranger, event, payload, "not_joined"));
    }
    nothingChanged();
  }

  @Test
  void editsThatDoNotFit() {
    refused(sinner, "code_change", push("'changes': [[" + (length + 1) + "]]"), "invalid_change");
    refused(sinner, "code_change", push("'changes': [[1, [0, 'x']]]"), "invalid_change");
    refused(sinner, "code_change", push("'revision': 1"), "invalid_revision");
    refused(sinner, "code_change", push("'revision': 9007199254740993"), "invalid_revision");
    refused(sinner, "code_change", push("'client': 'somebody-else'"), "foreign_client");
    refused(sinner, "code_change", push("'epoch': 'another'"), "stale_epoch");
    refused(sinner, "code_change", push("'first': 1"), "gap");
    refused(sinner, "code_change", push("'file': 'nowhere.py'"), "unknown_file");
    refused(sinner, "code_pull", "{'from': 0, 'file': 'nowhere.py'}", "unknown_file");
    refused(sinner, "language_change", "{'language': 'klingon'}", "unknown_language");
    String much = "x".repeat(LIMIT + 1);
    refused(
        sinner,
        "code_change",
        push("'changes': [[" + length + ", [0, '" + much + "']]]"),
        "too_large");
    refused(sinner, "code_change", "{'code': '" + much + "'}", "too_large");
    nothingChanged();
  }

  @Test
  void aNumberThatIsUsedTwice() {
    assertThat(sinner.ask("code_change", json(push("'source': 'typing'"))).has("error")).isFalse();
    bystander.hears("code_updated", update -> true);
    before = everything();
    String other = push("'changes': [[" + length + ", [0, 'y']]]");
    refused(sinner, "code_change", other, "conflict");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void whatOnlyInterviewersMay() {
    refused(sinner, "room_update", "{'title': 'Mine'}", "forbidden");
    refused(sinner, "room_update", "{'state': 'ended'}", "forbidden");
    nothingChanged();
  }

  @Test
  void aTokenOfNobody() {
    Client client = Client.of(server.url(), Map.of("token", "made.up.token"));
    try (client) {
      List<String> refusals = new CopyOnWriteArrayList<>();
      client.hear("connect_error", error -> refusals.add(error.toString()));
      client.connect();
      await().atMost(Client.PATIENCE).until(() -> !refusals.isEmpty());
      assertThat(refusals.getFirst()).contains("unauthorized");
      assertThat(client.isConnected()).isFalse();
    }
    nothingChanged();
  }

  @Test
  void anInterviewThatHasEnded() {
    try (Client interviewer = Client.connected(server.url(), Map.of("token", room.token()))) {
      interviewer.ask("join", Map.of());
      assertThat(interviewer.ask("room_update", Map.of("state", "ended")).has("error")).isFalse();
      refused(interviewer, "code_change", "{'code': 'more'}", "ended");
    }
    bystander.hears("room_updated", update -> update.get("state").textValue().equals("ended"));
    bystander.hears("user_left", left -> true);
    before = everything();
    for (String event :
        Set.of(
            "code_change",
            "language_change",
            "execute_code",
            "file_create",
            "file_rename",
            "file_delete")) {
      refused(sinner, event, WELL_FORMED.get(event), "ended");
    }
    refused(sinner, "code_change", push("'source': 'typing'"), "ended");
    assertThat(everything()).isEqualTo(before);
  }
}
