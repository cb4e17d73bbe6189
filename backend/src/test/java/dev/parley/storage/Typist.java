package dev.parley.storage;

import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Writes the {@link Script} of one room, several appends ahead of their commits, and says {@code
 * room seq} once an entry is committed.
 */
final class Typist {

  private static final int AHEAD = 6;

  private final Journal.Log log;
  private final long room;
  private final Consumer<String> said;
  private final Consumer<Throwable> failed;
  private final AtomicLong written;
  private long next;
  private volatile boolean enough;

  private Typist(
      Journal.Log log, long room, long next, Consumer<String> said, Consumer<Throwable> failed) {
    this.log = log;
    this.room = room;
    this.next = next;
    this.said = said;
    this.failed = failed;
    this.written = new AtomicLong(next - 1);
  }

  /** Opens the room, makes it where there is none, and begins. */
  static Typist begin(
      Storage storage, long room, Consumer<String> said, Consumer<Throwable> failed) {
    Journal journal = storage.journal();
    if (storage.sessions().find(Rooms.room(room).id()).isEmpty()) {
      journal.create(Rooms.room(room), Rooms.first());
      said.accept("made " + room + ".");
    }
    Journal.Opened opened = journal.open(Rooms.room(room).id(), 20);
    Typist typist = new Typist(opened.log(), room, StoreCheck.last(opened) + 1, said, failed);
    for (int i = 0; i < AHEAD; i++) {
      typist.type();
    }
    return typist;
  }

  long room() {
    return room;
  }

  /** The last seq that is committed. */
  long written() {
    return written.get();
  }

  /** Types no more; what is under way may fail from now on. */
  void stop() {
    enough = true;
  }

  /** Writes one entry; its commit, on the writer's thread, writes the one after. */
  private synchronized void type() {
    if (enough) {
      return;
    }
    long seq = next++;
    JournalEntry entry = Script.entry(seq);
    log.append(List.of(entry), Script.snapshot(seq))
        .whenComplete(
            (committed, error) -> {
              if (error != null) {
                if (!enough) {
                  failed.accept(error);
                }
              } else {
                written.accumulateAndGet(seq, Math::max);
                said.accept(room + " " + seq);
                type();
              }
            });
  }
}
