package dev.parley.storage;

import dev.parley.backup.Damaged;
import dev.parley.backup.Restore;
import dev.parley.replay.Audit;
import dev.parley.replay.ReplaySettings;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.session.RoomRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at what a killed process left: all of it must be what the {@link Script} says. */
final class StoreCheck {

  /** Entries before the last one known that are looked at again. */
  private static final long AGAIN = 200;

  private StoreCheck() {}

  static void check(Storage storage, KillOrder order) throws IOException {
    for (Map.Entry<Long, Long> known : order.acknowledged().entrySet()) {
      long number = known.getKey();
      long after = order.all() ? 0 : Math.max(0, known.getValue() - AGAIN);
      long stored = check(storage.journal(), number, after);
      if (stored < known.getValue()) {
        throw new AssertionError("room " + number + " has " + stored + " of " + known.getValue());
      }
      if (last(storage.journal().open(Rooms.room(number).id(), 20)) != stored) {
        throw new AssertionError("room " + number + " opens as another");
      }
    }
    if (order.all()) {
      checkAll(storage, order);
    }
  }

  private static void checkAll(Storage storage, KillOrder order) throws IOException {
    Audit audit = new Audit(storage.journal(), ReplaySettings.STANDARD);
    for (RoomRecord room : storage.sessions().newest(Integer.MAX_VALUE)) {
      Optional<Audit.Fault> fault = audit.room(room.id()).fault();
      if (fault.isPresent()) {
        throw new AssertionError("room " + Rooms.number(room) + ": " + fault.get());
      }
    }
    if (Files.exists(order.folder().resolve(TypedStore.BACKUP))) {
      try {
        new Restore(200).check(order.folder().resolve(TypedStore.BACKUP));
      } catch (Damaged e) {
        throw new AssertionError(e);
      }
    }
  }

  /** The seq of an opened room's last entry. */
  static long last(Journal.Opened opened) {
    return opened.tail().isEmpty()
        ? opened.snapshot().orElseThrow().seq()
        : opened.tail().getLast().seq();
  }

  /** Every stored entry of a room, checked against the script; the last seq. */
  static long check(Journal journal, long room) {
    return check(journal, room, 0);
  }

  private static long check(Journal journal, long room, long after) {
    long seq = after;
    for (List<JournalEntry> page = read(journal, room, seq);
        !page.isEmpty();
        page = read(journal, room, seq)) {
      for (JournalEntry entry : page) {
        if (!entry.unhashed().equals(Script.entry(++seq))) {
          throw new AssertionError("room " + room + " has at " + seq + ": " + entry);
        }
      }
    }
    Optional<String> second = Script.secondFile(seq);
    if (second.isPresent()
        && !journal
            .seqOf(Rooms.room(room).id(), second.get(), 0)
            .equals(Optional.of(Script.secondFileMade(seq)))) {
      throw new AssertionError("room " + room + " at " + seq + " has no " + second.get());
    }
    return seq;
  }

  private static List<JournalEntry> read(Journal journal, long room, long after) {
    return journal.read(Rooms.room(room).id(), after, 500, Set.of());
  }
}
