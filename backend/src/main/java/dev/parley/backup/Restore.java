package dev.parley.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.json.BackupLines;
import dev.parley.json.MalformedJson;
import dev.parley.replay.Audit;
import dev.parley.replay.EntryCheck;
import dev.parley.replay.Snapshots;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomSnapshot;
import dev.parley.session.RoomRecord;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a backup and checks it: entry by entry as {@link Audit} does, and that its end is there.
 * What fits is handed on room by room, to be stored or only to be counted.
 */
public final class Restore {

  /** Entries that are stored together. */
  private static final int TOGETHER = 500;

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

  /** The backup is not one, or not whole; the message is a sentence for people. */
  public static final class Damaged extends Exception {

    private static final long serialVersionUID = 1L;

    Damaged(String message) {
      super(message);
    }
  }

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
    Optional<Stay> stay = Optional.empty();
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      switch (lines.read(line)) {
        case BackupLines.Head again -> throw new Damaged("The backup has two beginnings.");
        case BackupLines.Room room -> {
          if (stay.isPresent()) {
            stay.get().store();
          }
          stay = Optional.of(new Stay(room.record(), journal));
          rooms++;
        }
        case BackupLines.Entry entry -> {
          if (stay.isEmpty()) {
            throw new Damaged("The backup has an entry of no room.");
          }
          stay.get().add(entry.entry());
          entries++;
        }
        case BackupLines.End end -> {
          if (stay.isPresent()) {
            stay.get().store();
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

  /** One room on its way. */
  private final class Stay {

    private final RoomRecord room;
    private final Optional<Journal> journal;
    private final EntryCheck check = new EntryCheck();
    private final Snapshots snapshots = new Snapshots(snapshotEvery);
    private final List<JournalEntry> waiting = new ArrayList<>();
    private Optional<RoomSnapshot> snapshot = Optional.empty();
    private Optional<Journal.Log> log = Optional.empty();

    Stay(RoomRecord room, Optional<Journal> journal) {
      this.room = room;
      this.journal = journal;
    }

    void add(JournalEntry entry) throws Damaged {
      Optional<Audit.Fault> fault = check.next(entry);
      if (fault.isPresent()) {
        throw new Damaged(
            "Room "
                + room.code().value()
                + ": entry "
                + fault.get().seq()
                + " "
                + fault.get().how()
                + ".");
      }
      waiting.add(entry.unhashed());
      snapshot = snapshots.add(entry);
      if (snapshot.isPresent() || waiting.size() == TOGETHER) {
        store();
      }
    }

    void store() throws Damaged {
      if (journal.isPresent() && !waiting.isEmpty()) {
        if (log.isEmpty()) {
          journal.get().create(room, waiting);
          log = Optional.of(journal.get().open(room.id(), 0).log());
        } else {
          append(log.get());
        }
      }
      waiting.clear();
      snapshot = Optional.empty();
    }

    private void append(Journal.Log open) {
      try {
        open.append(waiting, snapshot).toCompletableFuture().join();
      } catch (CompletionException e) {
        throw new Journal.JournalException("a room could not be stored", e.getCause());
      }
    }
  }
}
