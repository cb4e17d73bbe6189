package dev.parley.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.json.BackupLines;
import dev.parley.json.MalformedJson;
import dev.parley.room.Journal;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a backup and checks it: entry by entry as {@link dev.parley.replay.Audit} does, and that
 * its end is there. What fits is handed on room by room, to be stored or only to be counted.
 */
public final class Restore {

  private final BackupLines lines = new BackupLines();
  private final int snapshotEvery;

  /**
   * @param snapshotEvery changes between two snapshots of a room that is stored
   */
  public Restore(int snapshotEvery) {
    this.snapshotEvery = snapshotEvery;
  }

  /** What a backup had. */
  public record Counted(long rooms, long entries) {}

  /**
   * Stores every room of a backup in an empty journal.
   *
   * @throws Damaged when it is not whole; what was stored by then is to be thrown away
   * @throws Journal.JournalException when it cannot be stored
   */
  public Counted into(Journal journal, Path file) throws IOException, Damaged {
    return read(file, Optional.of(journal));
  }

  /**
   * Only reads and checks.
   *
   * @throws Damaged when it is not whole
   */
  public Counted check(Path file) throws IOException, Damaged {
    return read(file, Optional.empty());
  }

  private Counted read(Path file, Optional<Journal> journal) throws IOException, Damaged {
    try (InputStream in = Files.newInputStream(file);
        GZIPInputStream unpacked = new GZIPInputStream(in, 1 << 16);
        BufferedReader text = new BufferedReader(new InputStreamReader(unpacked, UTF_8))) {
      return read(text, journal);
    } catch (ZipException | EOFException | MalformedJson e) {
      throw new Damaged(file + " is no whole backup: " + e.getMessage() + ".");
    }
  }

  private Counted read(BufferedReader text, Optional<Journal> journal) throws IOException, Damaged {
    String first = text.readLine();
    if (first == null
        || !(lines.read(first) instanceof BackupLines.Head head)
        || head.form() != BackupLines.FORM) {
      throw new Damaged("This is not a backup that this release can read.");
    }
    long rooms = 0;
    long entries = 0;
    Optional<RoomCopy> copy = Optional.empty();
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      switch (lines.read(line)) {
        case BackupLines.Head again -> throw new Damaged("The backup has two beginnings.");
        case BackupLines.Room room -> {
          if (copy.isPresent()) {
            copy.get().store();
          }
          copy = Optional.of(new RoomCopy(room.record(), journal, snapshotEvery));
          rooms++;
        }
        case BackupLines.Entry entry -> {
          if (copy.isEmpty()) {
            throw new Damaged("The backup has an entry of no room.");
          }
          copy.get().add(entry.entry());
          entries++;
        }
        case BackupLines.End end -> {
          if (copy.isPresent()) {
            copy.get().store();
          }
          if (end.rooms() != rooms || end.entries() != entries || text.readLine() != null) {
            throw new Damaged("The backup has not what its end says.");
          }
          return new Counted(rooms, entries);
        }
      }
    }
    throw new Damaged("The backup ends early: it is not whole.");
  }
}
