package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interactive sessions in a room, in real containers. */
class SessionsTest {

  @TempDir private Path data;

  private static String printed(Client client) {
    return client.heard("execution_output").stream()
        .map(chunk -> chunk.get("data").textValue())
        .collect(Collectors.joining());
  }

  private static void awaitPrinted(Client client, String piece) {
    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(printed(client)).contains(piece));
  }

  @Test
  void aSessionKnowsTheRoomsFilesAndEndsWhenItsPersonSaysSo() throws IOException {
    try (Server server = Server.open(data, Map.of());
        Rest rest = new Rest(server.url());
        Client one = Client.connected(server.url(), Map.of())) {
      rest.awaitReady("python");
      Rest.Room room = rest.create("Sessions", "python", "def double(n):\n    return 2 * n\n");
      one.ask("join_session", Map.of("session_code", room.code(), "username", "Ada"));
      JsonNode repl = one.ask("execute_code", Map.of("mode", "repl"));
      String id = repl.at("/execution/id").asText();
      assertThat(id).as(repl.toString()).isNotEmpty();
      awaitPrinted(one, ">>> ");
      one.ask("execution_input", Map.of("id", id, "data", "import main; main.double(21)\r"));
      awaitPrinted(one, "\r\n42");
      one.ask("execution_eof", Map.of("id", id));
      assertThat(
              one.hears("execution_finished", f -> f.get("id").textValue().equals(id))
                  .get("state")
                  .textValue())
          .isEqualTo("COMPLETED");

      JsonNode shell = one.ask("execute_code", Map.of("mode", "shell"));
      String second = shell.at("/execution/id").asText();
      awaitPrinted(one, "$ ");
      one.ask("execution_input", Map.of("id", second, "data", "ls; exit 3\r"));
      JsonNode end = one.hears("execution_finished", f -> f.get("id").textValue().equals(second));
      assertThat(end.get("exit_code").intValue()).isEqualTo(3);
      assertThat(printed(one)).contains("main.py");
      assertThat(one.ask("execute_code", Map.of("mode", "test")).at("/error/code").textValue())
          .isEqualTo("invalid_message");
    }
  }
}
