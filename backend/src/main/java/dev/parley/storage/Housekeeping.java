package dev.parley.storage;

import dev.parley.failpoint.Failpoint;
import dev.parley.failpoint.Failpoints;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;

/**
 * Keeps the database file from growing without end. Every commit writes the pages it touched to a
 * new chunk of the file; the place of an old chunk is free only when nothing in it is needed any
 * more. H2 moves what is still needed in a thread of its own, but that thread also writes commits
 * behind our back, which is what a write delay of 0 is there to prevent, and so with that delay it
 * does not run. Hence the writer does it between two commits, a little at a time: whatever it moves
 * becomes part of the next one.
 *
 * <p>A chunk that is needed no more H2 would keep for 45 seconds, hoping that by then the disk has
 * written what replaced it; at full speed that is a gigabyte. Here its place is given free after
 * the disk was told to write everything and said that it had ({@link Flush}): once a second, which
 * is sooner, and no hope. A power cut then finds either the old chunk or its replacement, in both
 * modes of durability.
 */
final class Housekeeping {

  private static final Duration MOVING = Duration.ofMillis(50);
  private static final Duration FREEING = Duration.ofSeconds(1);

  /** Percent of the file's chunks that ought to be in use. */
  private static final int FILL = 50;

  /**
   * Bytes moved at a time: what commits wait for it, and for writing it, is some milliseconds. Half
   * a megabyte ten times a second moves as much and lets every twentieth edit wait 20 ms.
   */
  private static final int MOVED = 192 << 10;

  /** For as long as nobody says otherwise: the longest H2 takes, 24 days. */
  private static final int KEEP = Integer.MAX_VALUE;

  private final Anchor anchor;
  private final Consumer<FolderLock.Mark> synced;
  private final Failpoints failpoints;
  private Optional<Flush> flush = Optional.empty();
  private long moved = System.nanoTime();
  private long freed = moved;

  /**
   * @param synced hears how much of the file is on the disk
   */
  Housekeeping(Anchor anchor, Consumer<FolderLock.Mark> synced, Failpoints failpoints) {
    this.anchor = anchor;
    this.synced = synced;
    this.failpoints = failpoints;
  }

  /** Moves and frees a little, if the last time is long enough ago. On the writer's thread. */
  void tidy() {
    long now = System.nanoTime();
    if (now - moved < MOVING.toNanos()) {
      return;
    }
    MVStore store = anchor.store();
    FileStore<?> file = store.getFileStore();
    file.setRetentionTime(0);
    try {
      failpoints.reach(Failpoint.BEFORE_COMPACTION);
      store.compact(FILL, MOVED);
      if (flush.isEmpty() && now - freed >= FREEING.toNanos()) {
        flush = Optional.of(Flush.begin(store, anchor.mark()));
      } else if (flush.isPresent() && flush.get().isDone()) {
        free(flush.get());
        freed = now;
      }
      failpoints.reach(Failpoint.AFTER_COMPACTION);
    } finally {
      file.setRetentionTime(KEEP);
    }
    moved = System.nanoTime();
  }

  private void free(Flush done) {
    try {
      done.free().ifPresent(synced);
    } finally {
      done.close();
      flush = Optional.empty();
    }
  }

  /** Waits for the disk, so that the file can be closed. On the writer's thread. */
  void settle() {
    flush.ifPresent(Flush::close);
    flush = Optional.empty();
  }
}
