package dev.parley.api;

import static dev.parley.api.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server's clock is set while people type. A log once stood still at one time until a clock
 * that had been put back caught up: a whole hour of an interview was then one moment in its replay.
 */
class ClockStepsTest {

  @Test
  void timesNeverGoBackAndNeverStandStill(@TempDir Path folder) {
    List<Long> times = new ArrayList<>();
    String code;
    UUID id;
    long clock;
    try (TestServer server = new TestServer(folder)) {
      JsonNode made = server.room("{}");
      code = made.get("code").textValue();
      id = UUID.fromString(made.get("id").textValue());
      Guest guest = new Guest(server.rooms, id);
      for (Duration step :
          List.of(
              Duration.ofSeconds(1),
              Duration.ofHours(1),
              Duration.ofHours(-1),
              Duration.ofSeconds(2),
              Duration.ofDays(-1),
              Duration.ofSeconds(3))) {
        server.millis.addAndGet(step.toMillis());
        guest.type("x");
      }
      times.addAll(changes(server, code));
      assertThat(times)
          .containsExactly(1_000L, 3_601_000L, 3_601_000L, 3_603_000L, 3_603_000L, 3_606_000L);
      clock = server.millis.get();
    }
    // A server that starts while the clock is still behind goes on from where the log is.
    try (TestServer server = new TestServer(folder)) {
      server.millis.set(clock);
      Guest guest = new Guest(server.rooms, id);
      guest.type("y");
      server.millis.addAndGet(4_000);
      guest.type("z");
      assertThat(changes(server, code).subList(6, 8)).containsExactly(3_606_000L, 3_610_000L);
      String path = "/api/rooms/" + code + "/files/main.python?at=3603500";
      assertThat(json(server.get(path)).get("text").textValue()).endsWith("xxxxx");
      assertThat(json(server.get("/api/rooms/" + code + "/timeline")).get("duration").longValue())
          .isEqualTo(3_610_000);
    }
  }

  private static List<Long> changes(TestServer server, String code) {
    List<Long> times = new ArrayList<>();
    json(server.get("/api/rooms/" + code + "/events?kinds=change"))
        .get("events")
        .forEach(event -> times.add(event.get("at").longValue()));
    return times;
  }
}
