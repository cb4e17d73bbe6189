package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may go wrong about running, seen from a room: each has its typed error. */
class RunFaultsTest {

  private static final String ASKS = "name = input()\nprint('hello', name)\n";

  @TempDir private Path data;

  @Test
  void oneProgramAtATimeAndNoInputAfterItsEnd() throws IOException {
    try (Server server = Server.open(data, Map.of());
        Rest rest = new Rest(server.url());
        Client one = Client.connected(server.url(), Map.of());
        Client other = Client.connected(server.url(), Map.of())) {
      rest.awaitReady("python");
      Rest.Room room = rest.create("Runs", "python", ASKS);
      one.ask("join_session", Map.of("session_code", room.code(), "username", "Ada"));
      other.ask("join_session", Map.of("session_code", room.code(), "username", "Bob"));
      JsonNode taken = one.ask("execute_code", Map.of());
      String id = taken.at("/execution/id").asText();
      assertThat(id).as(taken.toString()).isNotEmpty();
      other.hears("execution_started", started -> started.get("id").textValue().equals(id));

      assertThat(error(other, "execute_code", Map.of())).isEqualTo("already_running");
      assertThat(error(one, "execute_code", Map.of())).isEqualTo("already_running");
      assertThat(error(other, "execution_input", Map.of("id", "other", "data", "x\n")))
          .isEqualTo("not_running");
      assertThat(error(other, "execute_code", Map.of("language", "klingon")))
          .isEqualTo("unknown_language");

      assertThat(error(other, "execution_input", Map.of("id", id, "data", "Grace\n")))
          .isEqualTo("not_holder");
      other.ask("execution_input_ask", Map.of("id", id));
      one.hears("execution_input_holder", held -> held.get("asking").size() == 1);
      String asking =
          one.heard("execution_input_holder").getLast().get("asking").get(0).textValue();
      assertThat(one.ask("execution_input_give", Map.of("id", id, "to", asking)).has("error"))
          .isFalse();
      assertThat(other.ask("execution_input", Map.of("id", id, "data", "Grace\n")).has("error"))
          .isFalse();
      JsonNode finished = one.hears("execution_finished", f -> true);
      assertThat(finished.get("state").textValue()).isEqualTo("COMPLETED");
      for (Client client : List.of(one, other)) {
        client.hears("execution_finished", f -> true);
        assertThat(printed(client)).contains("hello Grace");
      }
      assertThat(printed(one)).isEqualTo(printed(other));
      for (String late :
          List.of("execution_input", "execution_stop", "execution_eof", "execution_resize")) {
        assertThat(error(one, late, Map.of("id", id, "data", "x"))).isEqualTo("not_running");
      }
      assertThat(rest.events(room.code(), "run_requested")).hasSize(1);
      assertThat(rest.events(room.code(), "input")).hasSize(1);
    }
  }

  @Test
  void withoutAnEngineEditingGoesOnAndRunSaysWhy() throws IOException {
    try (Server server = Server.open(data, Map.of("PARLEY_ENGINE", Server.NO_ENGINE));
        Rest rest = new Rest(server.url());
        Client one = Client.connected(server.url(), Map.of());
        Client other = Client.connected(server.url(), Map.of())) {
      Rest.Room room = rest.create("No engine", "python", "");
      one.ask("join_session", Map.of("session_code", room.code(), "username", "Ada"));
      other.ask("join_session", Map.of("session_code", room.code(), "username", "Bob"));
      long began = System.nanoTime();
      JsonNode answer = one.ask("execute_code", Map.of());
      Duration waited = Duration.ofNanos(System.nanoTime() - began);
      assertThat(answer.at("/error/code").asText()).isEqualTo("engine_unavailable");
      assertThat(answer.at("/error/message").asText()).isNotBlank();
      assertThat(answer.at("/error/retryable").booleanValue()).isTrue();
      assertThat(waited).isLessThan(Duration.ofSeconds(2));
      assertThat(one.ask("code_change", Map.of("code", "still here\n")).has("error")).isFalse();
      other.hears("code_updated", u -> u.get("code").textValue().equals("still here\n"));
      assertThat(rest.text(room.code())).isEqualTo("still here\n");
      assertThat(rest.events(room.code(), "run_requested")).isEmpty();
    }
  }

  private static String error(Client client, String event, Map<String, ?> payload) {
    return client.ask(event, payload).at("/error/code").asText();
  }

  private static String printed(Client client) {
    StringBuilder all = new StringBuilder();
    client.heard("execution_output").forEach(o -> all.append(o.get("data").textValue()));
    return all.toString();
  }
}
