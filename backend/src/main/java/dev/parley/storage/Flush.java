package dev.parley.storage;

import dev.parley.room.Journal.JournalException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.h2.mvstore.MVStore;

/**
 * The disk being told to write what it has of the file, on a thread of its own: that takes tens of
 * milliseconds, once a second, for which no commit should wait. Commits go on meanwhile, and what
 * they replace must not be given free by this flush, which may not have their replacements. So the
 * version from which it began is held until it is over; a chunk that was still needed then, H2 does
 * not give free. Begun, asked and closed on the writer's thread.
 */
final class Flush implements AutoCloseable {

  private final MVStore store;
  private final FolderLock.Mark mark;
  private final MVStore.TxCounter held;
  private final CompletableFuture<Void> written;

  private Flush(MVStore store, FolderLock.Mark mark) {
    this.store = store;
    this.mark = mark;
    this.held = store.registerVersionUsage();
    this.written =
        CompletableFuture.runAsync(
            store::sync, task -> Thread.ofPlatform().daemon().name("journal-flush").start(task));
  }

  /**
   * Begins between two commits.
   *
   * @param mark how far the file has come
   */
  static Flush begin(MVStore store, FolderLock.Mark mark) {
    return new Flush(store, mark);
  }

  boolean isDone() {
    return written.isDone();
  }

  /**
   * Gives the places free that were needed no more when this began; the retention time has to be 0.
   *
   * @return how much of the file is on the disk; empty when the file was closed meanwhile
   * @throws JournalException when the disk refused
   */
  Optional<FolderLock.Mark> free() {
    try {
      written.join();
    } catch (CompletionException e) {
      throw new JournalException("the disk did not write the database", e.getCause());
    }
    if (store.isClosed()) {
      return Optional.empty();
    }
    store.executeFilestoreOperation(store.getFileStore()::dropUnusedChunks);
    return Optional.of(mark);
  }

  /** Waits for the disk, whatever it says, and lets go of the version. */
  @Override
  public void close() {
    written.exceptionally(refused -> null).join();
    if (!store.isClosed()) {
      store.deregisterVersionUsage(held);
    }
  }
}
