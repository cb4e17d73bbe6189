package dev.parley.storage;

import dev.parley.backup.Backup;
import dev.parley.session.RoomRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * One database in which rooms are written over and over. With upkeep, rooms that are long enough
 * are erased ({@code erasing room}) and new ones made in their place ({@code made room}), the file
 * is written anew and backups are written.
 */
final class TypedStore {

  static final int ROOMS = 5;
  static final String BACKUP = "backup.gz";

  /** Entries after which a room may be erased. */
  private static final long LONG = 150;

  private final Storage storage;
  private final KillOrder order;
  private final Consumer<String> said;
  private final Consumer<Throwable> failed;
  private final Typist[] typists = new Typist[ROOMS];
  private long highest = -1;

  TypedStore(Storage storage, KillOrder order, Consumer<String> said, Consumer<Throwable> failed) {
    this.storage = storage;
    this.order = order;
    this.said = said;
    this.failed = failed;
  }

  /** Begins to write; returns when there is nothing left to do on this thread, which is never. */
  void type() throws IOException {
    List<RoomRecord> there = storage.sessions().newest(ROOMS);
    there.forEach(room -> highest = Math.max(highest, Rooms.number(room)));
    for (int i = 0; i < ROOMS; i++) {
      typists[i] = begin(i < there.size() ? Rooms.number(there.get(i)) : ++highest);
    }
    if (order.upkeep().isPresent()) {
      upkeep(order.upkeep().get());
    }
  }

  private Typist begin(long room) {
    return Typist.begin(storage, room, said, failed);
  }

  /** One thing after the other, beginning with any, so that kills find each of them. */
  private void upkeep(int first) throws IOException {
    for (int step = first; ; step++) {
      switch (step % 3) {
        case 0 -> erase();
        case 1 -> storage.sweep();
        default ->
            new Backup(storage.sessions(), storage.journal())
                .write(order.folder().resolve(BACKUP), Instant.EPOCH);
      }
    }
  }

  private void erase() {
    for (int i = 0; i < ROOMS; i++) {
      if (typists[i].written() > LONG) {
        typists[i].stop();
        said.accept("erasing " + typists[i].room() + ".");
        storage.sessions().erase(Rooms.room(typists[i].room()).id(), Instant.EPOCH);
        typists[i] = begin(++highest);
      }
    }
  }
}
