package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.text.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that know nothing but whole texts and a handful of events hold an interview over every
 * transport, typing at once, and nobody's line is lost.
 */
class PlainClientTest {

  private static final String PROGRAM = "print('seen by', 'all')\n";
  private static final int LINES = 40;

  @TempDir private static Path data;
  private static Server server;
  private static Rest rest;

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    Scripts.install();
    server = Server.open(data, Map.of());
    rest = new Rest(server.url());
    rest.awaitReady("python");
  }

  @AfterAll
  static void close() {
    rest.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "default"})
  void twoScriptsHoldAnInterview(String transports) throws Exception {
    Random random = Seed.random(getClass());
    Rest.Room room = rest.create("Plain", "python", PROGRAM);
    String everybody = "ada:" + LINES + ",bob:" + LINES;
    List<Scripts.Running> scripts = new ArrayList<>();
    for (String name : List.of("ada", "bob")) {
      scripts.add(
          Scripts.interview(
              server.url(), transports, room.code(), name, LINES, everybody, random.nextInt()));
    }
    for (Scripts.Running script : scripts) {
      JsonNode result = Rest.parse(script.result());
      assertThat(result.get("text").textValue()).isEqualTo(rest.text(room.code()));
      assertThat(result.get("output").textValue()).contains("seen by all");
      assertThat(result.get("transport").textValue())
          .isEqualTo(transports.equals("polling") ? "polling" : "websocket");
    }
    await()
        .atMost(Client.PATIENCE)
        .until(() -> rest.events(room.code(), "left").size() == scripts.size());
  }

  /**
   * Two threads each, one types and one hears: which text such a client looked at cannot always be
   * known, so it says the revision. The scripts have one thread and say nothing.
   */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
  void twoJavaClientsHoldAnInterview(String transports) throws Exception {
    Random random = Seed.random(getClass());
    Rest.Room room = rest.create("Plain", "python", PROGRAM);
    String[] choice = transports.split(",");
    try (PlainTypist ada =
            new PlainTypist(
                "ada", server.url(), room.code(), new Random(random.nextLong()), choice);
        PlainTypist bob =
            new PlainTypist(
                "bob", server.url(), room.code(), new Random(random.nextLong()), choice)) {
      List<PlainTypist> both = List.of(ada.echoing(), bob.echoing());
      ada.client().hears("user_joined", joined -> joined.get("username").textValue().equals("bob"));
      typeAtOnce(both);
      List<String> expected = new ArrayList<>();
      for (PlainTypist typist : both) {
        for (int i = 0; i < typist.typed(); i++) {
          expected.add(typist.line(i));
        }
      }
      expected.add(PROGRAM.strip());
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                for (PlainTypist typist : both) {
                  assertThat(typist.text().lines()).containsExactlyInAnyOrderElementsOf(expected);
                }
                assertThat(ada.text()).isEqualTo(bob.text()).isEqualTo(rest.text(room.code()));
              });
      runs(ada.client(), bob.client());
      assertThat(ada.client().heard("error")).isEmpty();
    }
  }

  private static void typeAtOnce(List<PlainTypist> typists) throws Exception {
    Fingers.type(
        11,
        typists.stream().<Runnable>map(t -> t::type).toList(),
        () ->
            await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> typists.stream().allMatch(t -> t.typed() >= LINES)));
  }

  private static void runs(Client one, Client other) {
    one.tell("language_change", Map.of("language", "python"));
    other.hears("language_updated", u -> u.get("language").textValue().equals("python"));
    one.tell("execute_code", Map.of());
    for (Client client : List.of(one, other)) {
      client.hears("execution_output", o -> o.get("data").textValue().contains("seen by all"));
      client.hears("execution_finished", f -> f.get("state").textValue().equals("COMPLETED"));
    }
  }
}
