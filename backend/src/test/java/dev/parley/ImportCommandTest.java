package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Capability;
import dev.parley.backup.TypedLog;
import dev.parley.json.EventJson;
import dev.parley.replay.Audit;
import dev.parley.replay.ReplaySettings;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import dev.parley.session.SessionCode;
import dev.parley.storage.Storage;
import dev.parley.storage.StorageSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A room that was taken away as its log is taken in again, entry by entry and hash by hash. */
class ImportCommandTest {

  private static final int ENTRIES = 1_200;
  private static final UUID ORIGINAL = new UUID(7, 1);
  private static final Pattern LINKS =
      Pattern.compile(
          "(\\S{12}): 1200 entries, every hash as it was\\.\\s+candidates +/room/\\1\\s+"
              + "interviewers +/room/\\1#k=(\\S+)\\s+");

  @TempDir private Path folder;
  private Path log;
  private String text;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void exportARoom() throws IOException {
    log = folder.resolve("parley-room.ndjson");
    EventJson json = new EventJson();
    try (Storage here = Storage.open(StorageSettings.of(folder.resolve("here"), false))) {
      List<JournalEntry> entries = new ArrayList<>(List.of(created(), TypedLog.file()));
      for (long seq = 3; seq < ENTRIES; seq++) {
        entries.add(TypedLog.change(seq));
      }
      entries.add(TypedLog.entry(ENTRIES, new RoomEvent.StateChanged(RoomState.ENDED)));
      here.journal().create(record(), entries);
      text =
          here.journal().read(ORIGINAL, 0, ENTRIES + 1, Set.of()).stream()
              .map(entry -> json.text(entry) + "\n")
              .collect(Collectors.joining());
    }
    Files.writeString(log, text);
    Storage.open(StorageSettings.of(folder.resolve("there"), false)).close();
  }

  private static RoomRecord record() {
    return new RoomRecord(
        ORIGINAL,
        SessionCode.generate(new Random(1)),
        "ab".repeat(32),
        "Größe 😀",
        "python",
        RoomState.LIVE,
        Instant.parse("2026-01-02T03:04:05.678Z"));
  }

  private static JournalEntry created() {
    return TypedLog.entry(1, new RoomEvent.RoomCreated("Größe 😀", "python"));
  }

  private int take(Path... files) {
    List<String> words =
        new ArrayList<>(List.of("import", "--data", folder.resolve("there").toString()));
    List.of(files).forEach(file -> words.add(file.toString()));
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words.toArray(String[]::new));
  }

  private Storage there() {
    return Storage.open(StorageSettings.of(folder.resolve("there"), false));
  }

  @Test
  void whatWasTakenAwayIsTheSameRoomUnderAnotherCode() {
    assertThat(take(log)).isZero();
    Matcher said = LINKS.matcher(out.toString());
    assertThat(said.matches()).as(out.toString()).isTrue();
    try (Storage storage = there()) {
      RoomRecord room = storage.sessions().find(new SessionCode(said.group(1))).orElseThrow();
      assertThat(room.id()).isNotEqualTo(ORIGINAL);
      assertThat(room.title()).isEqualTo("Größe 😀");
      assertThat(room.language()).isEqualTo("python");
      assertThat(room.state()).isEqualTo(RoomState.ENDED);
      assertThat(Capability.opens(said.group(2), room.key())).isTrue();
      EventJson json = new EventJson();
      assertThat(
              storage.journal().read(room.id(), 0, ENTRIES + 1, Set.of()).stream()
                  .map(entry -> json.text(entry) + "\n")
                  .collect(Collectors.joining()))
          .isEqualTo(text);
      assertThat(storage.journal().snapshot(room.id(), Long.MAX_VALUE)).isPresent();
      assertThat(new Audit(storage.journal(), ReplaySettings.STANDARD).room(room.id()).fault())
          .isEmpty();
    }
  }

  @Test
  void takenInTwiceItIsTwoRooms() {
    assertThat(take(log, log)).isZero();
    try (Storage storage = there()) {
      assertThat(storage.sessions().newest(9)).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (?m)^\\{"seq":700,.*\\n     |                 | is not whole: entry 700 is missing
          "ü"\\]                      | "x"]            | entry 3 does not fit its hash
          (?s)^.*?\\n                 |                 | is not whole: entry 1 is missing
          (?s)^.*$                    |                 | has no entry.
          (?s)^.*$                    | print(1)        | is no log
          (?s)"room_created".*?\\n.*$ | "left","id":"x"} | does not begin where a room does
          """)
  void whatIsNotAWholeLogIsRefusedAndNothingOfItIsStored(
      String pattern, String replacement, String words) throws IOException {
    Path damaged = folder.resolve("damaged.ndjson");
    Files.writeString(damaged, text.replaceFirst(pattern, replacement == null ? "" : replacement));
    assertThat(take(damaged)).isEqualTo(1);
    assertThat(err.toString()).contains("damaged.ndjson").contains(words);
    try (Storage storage = there()) {
      assertThat(storage.sessions().newest(9)).isEmpty();
    }
  }

  @Test
  void aFileThatIsNotThereIsNamedAndTheOthersAreTakenIn() {
    assertThat(take(folder.resolve("nowhere"), log)).isEqualTo(1);
    assertThat(err.toString()).contains("There is no file").contains("nowhere");
    try (Storage storage = there()) {
      assertThat(storage.sessions().newest(9)).hasSize(1);
    }
  }
}
