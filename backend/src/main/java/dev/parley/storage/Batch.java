package dev.parley.storage;

import dev.parley.room.Journal.JournalException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;

/**
 * What is committed wholly or not at all: one append, or a new room.
 *
 * @param fence of the room's end of the journal
 * @param rooms none or the one that is new
 * @param rest rows that must follow rooms and entries
 * @param updates of rows that are there already, made last and in order
 * @param units of text in all of it, the measure of the memory it holds
 * @param mayWait for company, a moment
 */
record Batch(
    Fence fence,
    List<RoomRow> rooms,
    List<EntryRow> entries,
    List<Object> rest,
    List<Consumer<StatelessSession>> updates,
    long units,
    boolean mayWait,
    CompletableFuture<Void> done) {

  Batch {
    rooms = List.copyOf(rooms);
    entries = List.copyOf(entries);
    rest = List.copyOf(rest);
    updates = List.copyOf(updates);
  }

  /** Nothing to commit: completes when everything before it has been. */
  static Batch barrier() {
    return new Batch(
        new Fence(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        0,
        false,
        new CompletableFuture<>());
  }

  /** Whether there is nothing to commit. */
  boolean isEmpty() {
    return entries.isEmpty() && rest.isEmpty() && updates.isEmpty();
  }

  boolean hasSnapshot() {
    return rest.stream().anyMatch(SnapshotRow.class::isInstance);
  }

  void fail(JournalException cause) {
    fence.close(cause);
    done.completeExceptionally(cause);
  }
}
