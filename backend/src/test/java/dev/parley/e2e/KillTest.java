package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.container.docker.Instance;
import dev.parley.container.docker.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is ended, as a process, while a program runs: killed and asked. What becomes of text
 * is the fault bench's business.
 */
class KillTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path data;

  @Test
  void aRunThatTheServersDeathTookAlongIsInterruptedAndItsContainerRemoved() throws Exception {
    int port = Child.freePort();
    String url = "http://127.0.0.1:" + port;
    Rest.Room room;
    String run;
    Instance dead;
    Child first = Child.start(data, port, Map.of());
    try (Rest rest = new Rest(url);
        Witness witness = new Witness(Server.ENGINE);
        Client starter = Client.of(url, Map.of())) {
      room = rest.create("Interrupted", "python", "print('up', flush=True)\ninput()\n");
      run = startRun(rest, starter, room);
      dead = instance();
      assertThat(witness.containers(dead)).isNotEmpty();
    } finally {
      first.kill();
    }
    try (Child second = Child.start(data, port, Map.of());
        Rest rest = new Rest(url);
        Witness witness = new Witness(Server.ENGINE);
        Client client = Client.connected(url, Map.of())) {
      assertThat(second.lines()).isNotEmpty();
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(witness.containers(dead)).isEmpty());
      JsonNode welcome =
          client.ask("join_session", Map.of("session_code", room.code(), "username", "Ada"));
      assertThat(welcome.has("error")).as(welcome.toString()).isFalse();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(rest.events(room.code(), "run_finished")).hasSize(1));
      JsonNode finished = rest.events(room.code(), "run_finished").getFirst();
      assertThat(finished.get("id").textValue()).isEqualTo(run);
      assertThat(finished.toString()).containsIgnoringCase("interrupted");
    }
  }

  @Test
  void anOrderlyEndTellsPeopleCommitsAndLeavesNothingBehind() throws Exception {
    int port = Child.freePort();
    String url = "http://127.0.0.1:" + port;
    try (Child server = Child.start(data, port, Map.of());
        Rest rest = new Rest(url);
        Witness witness = new Witness(Server.ENGINE)) {
      Rest.Room room = rest.create("Orderly", "python", "print('up', flush=True)\ninput()\n");
      try (Client bystander = Client.connected(url, Map.of());
          Client starter = Client.of(url, Map.of())) {
        bystander.ask("join_session", Map.of("session_code", room.code(), "username", "Ada"));
        startRun(rest, starter, room);
        Process process = server.terminate();
        assertThat(process.waitFor(10, TimeUnit.SECONDS))
            .as("ends within 10 s:%n%s", server.output())
            .isTrue();
        assertThat(process.exitValue()).isZero();
        bystander.hears("error", e -> e.get("code").textValue().equals("stopping"));
        bystander.hears("execution_finished", e -> true);
      }
      assertThat(witness.containers(instance())).isEmpty();
    }
  }

  /** Runs the room's program until it has said that it is up. */
  private static String startRun(Rest rest, Client starter, Rest.Room room) {
    rest.awaitReady("python");
    starter.connect();
    starter.ask("join_session", Map.of("session_code", room.code(), "username", "Bob"));
    JsonNode taken = starter.ask("execute_code", Map.of());
    assertThat(taken.has("error")).as(taken.toString()).isFalse();
    starter.hears("execution_output", o -> o.get("data").textValue().contains("up"));
    return taken.at("/execution/id").textValue();
  }

  private Instance instance() throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("instance"));
    return new Instance(lines.get(0), Long.parseLong(lines.get(1)));
  }
}
