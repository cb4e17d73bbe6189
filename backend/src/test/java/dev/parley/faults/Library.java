package dev.parley.faults;

import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import dev.parley.session.SessionCode;
import dev.parley.storage.Storage;
import dev.parley.storage.StorageSettings;
import dev.parley.text.Change;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A database full of interviews that were held before. */
final class Library {

  private static final String FILE = "main.py";
  private static final int CHANGES = 300;

  private Library() {}

  /** Stores rooms in which somebody typed for a while. */
  static void fill(Path data, int rooms, Random random) {
    try (Storage storage = Storage.open(StorageSettings.of(data, false))) {
      for (int i = 0; i < rooms; i++) {
        RoomRecord room =
            new RoomRecord(
                new UUID(random.nextLong(), i),
                SessionCode.generate(random),
                "ab".repeat(32),
                "Room " + i,
                "python",
                RoomState.LIVE,
                Instant.EPOCH);
        storage
            .journal()
            .create(
                room,
                List.of(
                    entry(1, new RoomEvent.RoomCreated(room.title(), "python")),
                    entry(2, new RoomEvent.FileCreated(FILE, "python", "e1", ""))));
        type(storage.journal().open(room.id(), 1).log());
      }
    }
  }

  private static void type(Journal.Log log) {
    List<JournalEntry> entries = new ArrayList<>();
    int length = 0;
    for (int revision = 1; revision <= CHANGES; revision++) {
      String typed = "line " + revision + "\n";
      entries.add(
          entry(
              2 + revision,
              new RoomEvent.Changed(
                  FILE,
                  revision,
                  "c1",
                  revision - 1,
                  Change.of(length, length, length, typed),
                  "typing")));
      length += typed.length();
    }
    log.append(entries, Optional.empty()).toCompletableFuture().join();
  }

  private static JournalEntry entry(long seq, RoomEvent event) {
    return new JournalEntry(seq, 100 * seq, Optional.of("p1"), event);
  }
}
