package dev.parley.storage;

import dev.parley.backup.Backup;
import dev.parley.backup.Restore;
import dev.parley.replay.Audit;
import dev.parley.replay.ReplaySettings;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.session.RoomRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that is there to be killed. First it looks at what the one before it left, then it
 * follows the {@link Script} in a few rooms, several appends ahead of their commits, and prints
 * {@code room seq} once an entry is committed. With upkeep, rooms that are long enough are erased
 * ({@code erasing room}) and new ones made in their place ({@code made room}), the file is written
 * anew and backups are written, over and over.
 */
final class Typist {

  static final int ROOMS = 5;
  private static final int AHEAD = 6;

  /** Entries after which a room may be erased. */
  private static final long LONG = 150;

  /** Entries before the last one known that are looked at again. */
  private static final long AGAIN = 200;

  private final Journal.Log log;
  private final long room;
  private final CountDownLatch failed;
  private final AtomicLong written;
  private long next;
  private volatile boolean enough;

  private Typist(Journal.Log log, long room, long next, CountDownLatch failed) {
    this.log = log;
    this.room = room;
    this.next = next;
    this.failed = failed;
    this.written = new AtomicLong(next - 1);
  }

  /**
   * Looks, then types until it is killed.
   *
   * @param args the folder, whether power-safe, then what to do of {@code upkeepN}, {@code all}
   *     (look at everything), and {@code room:seq} for what was acknowledged
   */
  public static void main(String[] args) throws InterruptedException, IOException {
    Path folder = Path.of(args[0]);
    List<String> wanted = List.of(args).subList(2, args.length);
    CountDownLatch failed = new CountDownLatch(1);
    try (Storage storage =
        Storage.open(StorageSettings.of(folder, Boolean.parseBoolean(args[1])))) {
      check(storage, folder, wanted);
      System.out.println("checked");
      if (wanted.contains("once")) {
        return;
      }
      long highest = -1;
      Typist[] typists = new Typist[ROOMS];
      List<RoomRecord> there = storage.sessions().newest(ROOMS);
      for (RoomRecord room : there) {
        highest = Math.max(highest, number(room));
      }
      for (int i = 0; i < ROOMS; i++) {
        typists[i] =
            i < there.size()
                ? begin(storage, number(there.get(i)), failed)
                : begin(storage, ++highest, failed);
      }
      long last = highest;
      for (String word : wanted) {
        if (word.startsWith("upkeep")) {
          int first = word.charAt(word.length() - 1) - '0';
          Thread.ofPlatform()
              .daemon()
              .start(() -> upkeep(storage, folder, typists, last, first, failed));
        }
      }
      failed.await();
      System.exit(1);
    }
  }

  static long number(RoomRecord room) {
    return room.id().getLeastSignificantBits();
  }

  private static Typist begin(Storage storage, long number, CountDownLatch failed) {
    Journal journal = storage.journal();
    if (storage.sessions().find(Rooms.room(number).id()).isEmpty()) {
      journal.create(Rooms.room(number), Rooms.first());
      System.out.println("made " + number + ".");
    }
    Journal.Opened opened = journal.open(Rooms.room(number).id(), 20);
    Typist typist = new Typist(opened.log(), number, last(opened) + 1, failed);
    for (int i = 0; i < AHEAD; i++) {
      typist.type();
    }
    return typist;
  }

  /** One thing after the other, beginning with any, so that kills find each of them. */
  private static void upkeep(
      Storage storage,
      Path folder,
      Typist[] typists,
      long highest,
      int first,
      CountDownLatch failed) {
    try {
      long number = highest;
      for (int step = first; ; step++) {
        if (step % 3 == 0) {
          for (int i = 0; i < ROOMS; i++) {
            if (typists[i].written.get() > LONG) {
              typists[i].enough = true;
              System.out.println("erasing " + typists[i].room + ".");
              storage.sessions().erase(Rooms.room(typists[i].room).id(), Instant.EPOCH);
              typists[i] = begin(storage, ++number, failed);
            }
          }
        } else if (step % 3 == 1) {
          storage.sweep();
        } else {
          new Backup(storage.sessions(), storage.journal())
              .write(folder.resolve("backup.gz"), Instant.EPOCH);
        }
      }
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      failed.countDown();
    }
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
                  error.printStackTrace();
                  failed.countDown();
                }
              } else {
                written.accumulateAndGet(seq, Math::max);
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

  private static void check(Storage storage, Path folder, List<String> wanted) throws IOException {
    boolean all = wanted.contains("all");
    for (String word : wanted) {
      if (word.contains(":")) {
        long number = Long.parseLong(word.substring(0, word.indexOf(':')));
        long known = Long.parseLong(word.substring(word.indexOf(':') + 1));
        long stored = check(storage.journal(), number, all ? 0 : Math.max(0, known - AGAIN));
        if (stored < known) {
          throw new AssertionError("room " + number + " has " + stored + " of " + known);
        }
        if (last(storage.journal().open(Rooms.room(number).id(), 20)) != stored) {
          throw new AssertionError("room " + number + " opens as another");
        }
      }
    }
    if (all) {
      Audit audit = new Audit(storage.journal(), ReplaySettings.STANDARD);
      for (RoomRecord room : storage.sessions().newest(Integer.MAX_VALUE)) {
        Optional<Audit.Fault> fault = audit.room(room.id()).fault();
        if (fault.isPresent()) {
          throw new AssertionError("room " + number(room) + ": " + fault.get());
        }
      }
      if (Files.exists(folder.resolve("backup.gz"))) {
        try {
          new Restore(200).check(folder.resolve("backup.gz"));
        } catch (Restore.Damaged e) {
          throw new AssertionError(e);
        }
      }
    }
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
