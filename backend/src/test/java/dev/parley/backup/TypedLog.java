package dev.parley.backup;

import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.text.Change;
import java.util.Optional;

/** Entries of a room in which somebody types one letter after the other into an empty file. */
public final class TypedLog {

  private TypedLog() {}

  public static JournalEntry entry(long seq, RoomEvent event) {
    return new JournalEntry(seq, 10 * seq, Optional.of("p1"), event);
  }

  /** The file, as the second entry. */
  public static JournalEntry file() {
    return entry(2, new RoomEvent.FileCreated("main.py", "python", "e1", ""));
  }

  /** One more letter at the end, at this seq. */
  public static JournalEntry change(long seq) {
    int length = Math.toIntExact(seq - 3);
    return entry(
        seq,
        new RoomEvent.Changed(
            "main.py", seq - 2, "c1", length, Change.of(length, length, length, "ü"), "typing"));
  }
}
