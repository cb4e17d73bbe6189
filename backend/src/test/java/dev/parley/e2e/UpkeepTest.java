package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import dev.parley.session.SessionCode;
import dev.parley.storage.Storage;
import dev.parley.storage.StorageSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind its start a server looks at what it has stored: a damaged room stays closed, alone. */
class UpkeepTest {

  @TempDir private Path data;

  private static RoomRecord room(int number) {
    return new RoomRecord(
        new UUID(7, number),
        SessionCode.generate(new Random(number)),
        "ab".repeat(32),
        "Room",
        "python",
        RoomState.LIVE,
        Instant.now());
  }

  private static JournalEntry entry(long seq, RoomEvent event) {
    return new JournalEntry(seq, seq, Optional.of("p1"), event);
  }

  @Test
  void aDamagedRoomStaysClosedAndTheOthersOpen() throws IOException, SQLException {
    try (Storage storage = Storage.open(StorageSettings.of(data, false))) {
      Journal journal = storage.journal();
      for (int number = 1; number <= 2; number++) {
        journal.create(
            room(number),
            List.of(
                entry(1, new RoomEvent.RoomCreated("Room", "python")),
                entry(2, new RoomEvent.FileCreated("main.py", "python", "e1", "hello"))));
      }
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + data.resolve("parley"), "sa", "");
        Statement sql = connection.createStatement()) {
      String changed = "update entries set body = replace(body, 'hello', 'hullo')";
      assertThat(sql.executeUpdate(changed + " where room = '" + room(1).id() + "' and seq = 2"))
          .isEqualTo(1);
    }
    Files.delete(data.resolve("parley.lock"));
    try (Server server = Server.open(data, Map.of("PARLEY_ENGINE", Server.NO_ENGINE));
        HttpClient client = HttpClient.newHttpClient()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                HttpResponse<String> closed = get(client, server, room(1));
                assertThat(closed.statusCode()).isEqualTo(503);
                assertThat(closed.body()).contains("damaged");
              });
      assertThat(get(client, server, room(2)).statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> get(HttpClient client, Server server, RoomRecord room) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(server.url() + "/api/rooms/" + room.code().value()))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
