package dev.parley.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.json.BackupLines;
import dev.parley.room.Journal;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.JournalEntry;
import dev.parley.session.RoomRecord;
import dev.parley.session.Sessions;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes all rooms into one compressed file. Logs only grow, so each room in it is as it was at one
 * moment, and no writer waits. The file has its name only once it is whole and on the disk.
 */
public final class Backup {

  private static final Logger log = LoggerFactory.getLogger(Backup.class);
  private static final int PAGE = 500;

  private final Sessions sessions;
  private final Journal journal;
  private final BackupLines lines = new BackupLines();

  public Backup(Sessions sessions, Journal journal) {
    this.sessions = sessions;
    this.journal = journal;
  }

  /**
   * What was written.
   *
   * @param cut the codes of rooms that could not be read to their end
   */
  public record Written(long rooms, long entries, List<String> cut) {
    public Written {
      cut = List.copyOf(cut);
    }
  }

  /**
   * Writes a backup, in place of one that has this name.
   *
   * @throws IOException when it cannot be written; then nothing has changed
   */
  public Written write(Path file, Instant now) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Written written;
      try (FileOutputStream out = new FileOutputStream(part.toFile());
          GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16);
          BufferedWriter text = new BufferedWriter(new OutputStreamWriter(packed, UTF_8))) {
        written = write(text, now);
        text.flush();
        packed.finish();
        out.getFD().sync();
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return written;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private Written write(BufferedWriter out, Instant now) throws IOException {
    say(out, lines.head(now));
    long rooms = 0;
    long entries = 0;
    List<String> cut = new ArrayList<>();
    for (RoomRecord room : sessions.newest(Integer.MAX_VALUE)) {
      long written = 0;
      try {
        List<JournalEntry> page = journal.read(room.id(), 0, PAGE, Set.of());
        if (!page.isEmpty()) {
          rooms++;
          say(out, lines.room(room));
        }
        while (!page.isEmpty()) {
          for (JournalEntry entry : page) {
            say(out, lines.entry(entry));
          }
          written += page.size();
          page = journal.read(room.id(), page.getLast().seq(), PAGE, Set.of());
        }
      } catch (JournalException e) {
        log.error("room {} is in the backup up to entry {} only", room.code(), written, e);
        cut.add(room.code().value());
      }
      entries += written;
    }
    say(out, lines.end(rooms, entries));
    return new Written(rooms, entries, cut);
  }

  private static void say(BufferedWriter out, String line) throws IOException {
    out.write(line);
    out.write('\n');
  }
}
