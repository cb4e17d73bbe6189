package dev.parley.api;

import dev.parley.json.EventJson;
import dev.parley.replay.Viewer;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A room's whole log, an event a line. A few entries are in memory at once, and no connection to
 * the database waits for a slow reader.
 */
final class LogLines {

  private final Journal journal;
  private final int readAtOnce;
  private final EventJson json = new EventJson();

  LogLines(Journal journal, int readAtOnce) {
    this.journal = journal;
    this.readAtOnce = readAtOnce;
  }

  /** Writes what a viewer may see. */
  void write(UUID room, Viewer viewer, OutputStream out) throws IOException {
    long last = 0;
    List<JournalEntry> entries;
    do {
      entries = journal.read(room, last, readAtOnce, Set.of());
      for (JournalEntry entry : entries) {
        if (viewer.sees(entry)) {
          out.write(json.text(entry).getBytes(StandardCharsets.UTF_8));
          out.write('\n');
        }
        last = entry.seq();
      }
    } while (entries.size() == readAtOnce);
  }
}
