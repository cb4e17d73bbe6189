package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.EventJson;
import dev.parley.json.HashChain;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import dev.parley.session.SessionCode;
import dev.parley.storage.Storage;
import dev.parley.storage.StorageSettings;
import dev.parley.text.Change;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever changed, cut or swapped what is stored is found out at the first entry concerned. */
class VerifyCommandTest {

  private static final RoomRecord ROOM = room(1);

  @TempDir private Path data;

  private static RoomRecord room(int number) {
    return new RoomRecord(
        new UUID(7, number),
        SessionCode.generate(new Random(number)),
        "ab".repeat(32),
        "Room",
        "python",
        RoomState.LIVE,
        Instant.parse("2026-01-02T03:04:05.678Z"));
  }

  @BeforeEach
  void storeTwoRooms() {
    try (Storage storage = open()) {
      for (int number = 1; number <= 2; number++) {
        RoomRecord room = room(number);
        storage
            .journal()
            .create(
                room,
                List.of(
                    entry(1, new RoomEvent.RoomCreated("Room", "python")),
                    entry(2, new RoomEvent.FileCreated("main.py", "python", "e1", ""))));
        Journal.Log log = storage.journal().open(room.id(), 0).log();
        for (int seq = 3; seq <= 9; seq++) {
          log.append(List.of(change(seq)), seq == 6 ? Optional.of(snapshot()) : Optional.empty())
              .toCompletableFuture()
              .join();
        }
      }
    }
  }

  private static JournalEntry entry(long seq, RoomEvent event) {
    return new JournalEntry(seq, 10 * seq, Optional.of("p1"), event);
  }

  private static JournalEntry change(int seq) {
    int length = seq - 3;
    return entry(
        seq,
        new RoomEvent.Changed(
            "main.py",
            seq - 2,
            "c1",
            length,
            Change.of(length, length, length, "" + seq),
            "typing"));
  }

  private static RoomSnapshot snapshot() {
    return new RoomSnapshot(
        6,
        60,
        "Room",
        "python",
        RoomState.LIVE,
        List.of(new RoomSnapshot.FileText("main.py", "python", "e1", 4, "3456")),
        List.of(),
        Optional.empty());
  }

  private Storage open() {
    return Storage.open(StorageSettings.of(data, false));
  }

  private record Said(int code, String out, String err) {}

  private Said verify(String... what) {
    List<String> words = new ArrayList<>(List.of("verify", "--data", data.toString()));
    words.addAll(List.of(what));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words.toArray(String[]::new));
    return new Said(code, out.toString(), err.toString());
  }

  private void tamper(String statement) throws IOException, SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + data.resolve("parley"), "sa", "");
        Statement sql = connection.createStatement()) {
      assertThat(sql.executeUpdate(statement)).isEqualTo(1);
    }
    Files.deleteIfExists(data.resolve("parley.lock"));
  }

  @Test
  void whatNobodyTouchedIsWhole() {
    Said all = verify();
    assertThat(all.out())
        .contains(ROOM.code().value() + " is whole: 9 entries.")
        .contains("2 of 2 rooms are whole.");
    assertThat(all.code()).isZero();
    assertThat(verify(ROOM.code().value()).out()).contains("1 of 1 rooms are whole.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update entries set body = replace(body, '\"5\"', '\"6\"') where seq = 5 and|entry 5 does not fit its hash",
        "update entries set at_ms = 41 where seq = 4 and|entry 4 does not fit its hash",
        "update entries set caused_by = 'p2' where seq = 4 and|entry 4 does not fit its hash",
        "update entries set caused_by = null where seq = 9 and|entry 9 does not fit its hash",
        "update entries set hash = null where seq = 7 and|entry 7 has no hash",
        "delete from entries where seq = 8 and|entry 8 is missing",
        "delete from entries where seq = 1 and|entry 1 is missing",
        "update entries set body = '{}' where seq = 3 and|entry 1 cannot be read: entry 3",
        "update snapshots set body = replace(body, '3456', '3457') where|entry 6 has a snapshot that",
        "update snapshots set body = replace(body, 'Room', 'Moor') where|entry 6 has a snapshot that",
      })
  void whatWasChangedIsFound(String statement, String finding) throws IOException, SQLException {
    tamper(statement + " room = '" + ROOM.id() + "'");
    Said all = verify();
    assertThat(all.out())
        .contains(ROOM.code().value() + " is not whole: " + finding)
        .contains(room(2).code().value() + " is whole")
        .contains("1 of 2 rooms are whole.");
    assertThat(all.code()).isEqualTo(1);
  }

  @Test
  void anExportedLogIsCheckedWithoutADatabase() throws IOException {
    EventJson json = new EventJson();
    List<String> lines;
    try (Storage storage = open()) {
      lines = storage.journal().read(ROOM.id(), 0, 99, Set.of()).stream().map(json::text).toList();
    }
    Path file = data.resolve("room.ndjson");
    Files.write(file, lines);
    assertThat(verify(file.toString()).out()).contains("is whole: 9 entries.");
    List<String> without = new ArrayList<>(lines);
    without.remove(4);
    Files.write(file, without);
    Said cut = verify(file.toString());
    assertThat(cut.out()).contains("is not whole: entry 5 is missing");
    assertThat(cut.code()).isEqualTo(1);
    Files.writeString(file, lines.getFirst() + "\nnot json\n");
    assertThat(verify(file.toString()).out()).contains("entry 2 is not an entry");
    Files.writeString(file, "");
    assertThat(verify(file.toString()).code()).isEqualTo(1);
  }

  @Test
  void whoKnowsTheChainCannotHideAChangeOfTheTexts() throws IOException {
    // Hashes made anew for a log whose entries contradict each other.
    EventJson json = new EventJson();
    HashChain chain = new HashChain(HashChain.START);
    List<String> lines = new ArrayList<>();
    for (JournalEntry entry :
        List.of(entry(1, new RoomEvent.RoomCreated("Room", "python")), change(4))) {
      JournalEntry moved = new JournalEntry(lines.size() + 1, 0, entry.by(), entry.event());
      String line = json.text(moved);
      lines.add(line.substring(0, line.length() - 1) + ",\"hash\":\"" + chain.add(line) + "\"}");
    }
    Path file = Files.write(data.resolve("room.ndjson"), lines);
    assertThat(verify(file.toString()).out()).contains("entry 2 does not fit the texts before it");
  }

  @Test
  void whereAServerRunsOrNothingIsItSaysSo() throws IOException {
    try (Storage running = open()) {
      Said refused = verify();
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err()).contains("Another server").contains("Stop it first");
      assertThat(running.sessions().newest(9)).hasSize(2);
    }
    assertThat(verify("zzz-zzzz-zzz").code()).isEqualTo(2);
    Files.delete(Storage.file(data));
    assertThat(verify().err()).contains("There is no database");
    assertThat(verify().code()).isEqualTo(2);
  }
}
