package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.container.docker.Instance;
import dev.parley.container.docker.Witness;
import dev.parley.text.ChangeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed, as a process: at random moments while people type, while a program runs,
 * and politely. {@code -Dparley.kills=50 -Dparley.seed=...} for more of it.
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("parley.kills", 3);
  private static final long SEED = Long.getLong("parley.seed", System.nanoTime());
  private static final int TYPISTS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path data;

  @Test
  void nothingAcknowledgedIsLostAndNothingIsThereTwice() throws Exception {
    System.out.println(KILLS + " kills, -Dparley.seed=" + SEED);
    Random random = new Random(SEED);
    int port = Child.freePort();
    String url = "http://127.0.0.1:" + port;
    Map<String, String> noRuns = Map.of("PARLEY_ENGINE", Server.NO_ENGINE);
    AtomicReference<Child> server = new AtomicReference<>(Child.start(data, port, noRuns));
    try (Rest rest = new Rest(url)) {
      Rest.Room room = rest.create("Kills", "python", "start\n");
      List<Typist> typists = new ArrayList<>();
      for (int i = 0; i < TYPISTS; i++) {
        String name = "typist" + i;
        typists.add(new Typist(name, url, rest.token(room, name), new Random(random.nextLong())));
      }
      Fingers.type(
          4,
          typists.stream().<Runnable>map(t -> t::type).toList(),
          () -> {
            for (int kill = 0; kill < KILLS; kill++) {
              workUntil(typists, 1 + random.nextInt(400), 1 + random.nextInt(40));
              server.get().kill();
              server.set(Child.start(data, port, noRuns));
            }
            await().atMost(PATIENCE).until(() -> typists.stream().allMatch(Typist::isInside));
          });
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  typists.stream().noneMatch(Typist::hasUnconfirmed)
                      || typists.stream().anyMatch(t -> !t.faults().isEmpty()));
      long typed = check(rest, room, typists);
      System.out.println(typed + " lines typed by " + TYPISTS + " over " + KILLS + " kills");
      typists.forEach(Typist::close);
    } finally {
      server.get().kill();
    }
  }

  private static void workUntil(List<Typist> typists, int more, int poll) {
    await().atMost(PATIENCE).until(() -> typists.stream().allMatch(Typist::isInside));
    long enough = acknowledged(typists) + more;
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(poll))
        .until(() -> acknowledged(typists) > enough);
  }

  private static long acknowledged(List<Typist> typists) {
    return typists.stream().mapToLong(t -> t.acknowledged().size()).sum();
  }

  private static long check(Rest rest, Rest.Room room, List<Typist> typists) {
    typists.forEach(t -> assertThat(t.faults()).as(t.name()).isEmpty());
    JsonNode file = rest.file(room.code());
    String text = file.get("text").textValue();
    List<String> lines = text.lines().toList();
    assertThat(lines).doesNotHaveDuplicates();
    long typed = 0;
    for (Typist typist : typists) {
      assertThat(lines).as("acknowledged to " + typist.name()).containsAll(typist.acknowledged());
      assertThat(typist.acknowledged()).hasSize((int) typist.typed());
      typed += typist.typed();
      // The newest broadcast may still be on its way to the others.
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(typist.version()).isEqualTo(file.get("revision").longValue()));
      assertThat(typist.text()).as("the text of " + typist.name()).isEqualTo(text);
    }
    assertThat(lines).hasSize((int) typed + 1);
    assertThat(fold(rest.events(room.code()))).isEqualTo(text);
    return typed;
  }

  /** The text that the log leads to. */
  private static String fold(List<JsonNode> events) {
    String text = "";
    long seq = 0;
    long revision = 0;
    for (JsonNode event : events) {
      assertThat(event.get("seq").longValue()).isEqualTo(++seq);
      switch (event.get("kind").textValue()) {
        case "file_created" -> text = event.get("text").textValue();
        case "change" -> {
          assertThat(event.get("revision").longValue()).isEqualTo(++revision);
          text = ChangeJson.parse(event.get("change").toString()).apply(text);
        }
        default -> {}
      }
    }
    return text;
  }

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
