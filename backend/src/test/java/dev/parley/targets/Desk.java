package dev.parley.targets;

import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import dev.parley.session.SessionCode;
import dev.parley.storage.Storage;
import dev.parley.storage.StorageSettings;
import dev.parley.text.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A database on a folder of its own, which goes with it, and what is written into it. */
final class Desk implements AutoCloseable {

  static final String FILE = "main.py";

  private final Path folder;
  private final Storage storage;

  Desk(boolean powerSafe) throws IOException {
    this.folder = Files.createTempDirectory("targets");
    this.storage = Storage.open(StorageSettings.of(folder, powerSafe));
  }

  Storage storage() {
    return storage;
  }

  static RoomRecord room(int number, Instant made) {
    return new RoomRecord(
        new UUID(9, number),
        SessionCode.generate(new Random(number)),
        "ab".repeat(32),
        "Room " + number,
        "python",
        RoomState.LIVE,
        made);
  }

  /** The two entries every room begins with. */
  static List<JournalEntry> first() {
    return List.of(
        entry(1, 0, new RoomEvent.RoomCreated("Room", "python")),
        entry(2, 0, new RoomEvent.FileCreated(FILE, "python", "e", "")));
  }

  static JournalEntry entry(long seq, long at, RoomEvent event) {
    return new JournalEntry(seq, at, Optional.of("p1"), event);
  }

  /** The change that brings the file to this revision. */
  static RoomEvent changed(long revision, Change change) {
    return new RoomEvent.Changed(FILE, revision, "c", revision - 1, change, "typing");
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    storage.close();
    delete(folder);
  }
}
