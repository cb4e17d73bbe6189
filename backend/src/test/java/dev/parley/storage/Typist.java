package dev.parley.storage;

import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * A process that is there to be killed: follows the {@link Script} in a few rooms, several appends
 * ahead of their commits, and prints {@code room seq} once an entry is committed.
 */
final class Typist {

  static final int ROOMS = 5;
  private static final int AHEAD = 6;

  private final Journal.Log log;
  private final int room;
  private final CountDownLatch failed;
  private long next;

  private Typist(Journal.Log log, int room, long next, CountDownLatch failed) {
    this.log = log;
    this.room = room;
    this.next = next;
    this.failed = failed;
  }

  public static void main(String[] args) throws InterruptedException {
    StorageSettings settings = StorageSettings.of(Path.of(args[0]), Boolean.parseBoolean(args[1]));
    CountDownLatch failed = new CountDownLatch(1);
    try (Storage storage = Storage.open(settings)) {
      Journal journal = storage.journal();
      for (int room = 0; room < ROOMS; room++) {
        if (storage.sessions().find(Rooms.room(room).id()).isEmpty()) {
          journal.create(Rooms.room(room), Rooms.first());
        }
        Journal.Opened opened = journal.open(Rooms.room(room).id(), 20);
        Typist typist = new Typist(opened.log(), room, last(opened) + 1, failed);
        for (int i = 0; i < AHEAD; i++) {
          typist.type();
        }
      }
      failed.await();
      System.exit(1);
    }
  }

  /** Writes one entry; its commit, on the writer's thread, writes the one after. */
  private synchronized void type() {
    long seq = next++;
    JournalEntry entry = Script.entry(seq);
    log.append(List.of(entry), Script.snapshot(seq))
        .whenComplete(
            (committed, error) -> {
              if (error != null) {
                error.printStackTrace();
                failed.countDown();
              } else {
                System.out.println(room + " " + seq);
                type();
              }
            });
  }

  /** The seq of an opened room's last entry. */
  static long last(Journal.Opened opened) {
    return opened.tail().isEmpty()
        ? opened.snapshot().orElseThrow().seq()
        : opened.tail().getLast().seq();
  }

  /** Every stored entry of a room, checked against the script; the last seq. */
  static long check(Journal journal, int room) {
    long seq = 0;
    for (List<JournalEntry> page = read(journal, room, seq);
        !page.isEmpty();
        page = read(journal, room, seq)) {
      for (JournalEntry entry : page) {
        if (!entry.unhashed().equals(Script.entry(++seq))) {
          throw new AssertionError("room " + room + " has at " + seq + ": " + entry);
        }
      }
    }
    long last = seq;
    Script.filesAfter(last)
        .forEach(
            (name, made) -> {
              if (!journal.seqOf(Rooms.room(room).id(), name, 0).equals(Optional.of(made))) {
                throw new AssertionError("room " + room + " at " + last + " has no " + name);
              }
            });
    return seq;
  }

  private static List<JournalEntry> read(Journal journal, int room, long after) {
    return journal.read(Rooms.room(room).id(), after, 500, Set.of());
  }
}
