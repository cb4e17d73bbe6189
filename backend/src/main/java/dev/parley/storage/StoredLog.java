package dev.parley.storage;

import dev.parley.json.EventJson;
import dev.parley.json.HashChain;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.Journal.Log;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One open room's end of the journal. Rows are made on the room's own lane, so that rooms share
 * that work and the writer only writes.
 */
final class StoredLog implements Log {

  private final GroupWriter writer;
  private final EventJson json;
  private final UUID room;
  private final RoomFiles files;
  private final HashChain chain;
  private final Fence fence = new Fence();

  /** The seq due next. */
  private long next;

  /** Why nothing more is taken; what was taken before may yet be committed. */
  private JournalException refusal;

  StoredLog(
      GroupWriter writer, EventJson json, UUID room, RoomFiles files, HashChain chain, long next) {
    this.writer = writer;
    this.json = json;
    this.room = room;
    this.files = files;
    this.chain = chain;
    this.next = next;
  }

  @Override
  public CompletionStage<Void> append(List<JournalEntry> entries, Optional<RoomSnapshot> snapshot) {
    return offer(entries, snapshot, false);
  }

  @Override
  public CompletionStage<Void> note(List<JournalEntry> entries) {
    return offer(entries, Optional.empty(), true);
  }

  private CompletionStage<Void> offer(
      List<JournalEntry> entries, Optional<RoomSnapshot> snapshot, boolean mayWait) {
    if (refusal == null) {
      refusal = fence.cause().orElse(null);
    }
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    try {
      Batch batch = batch(entries, snapshot, mayWait);
      if (writer.offer(batch)) {
        return batch.done();
      }
      refusal = new JournalException("too much waits to be stored, or the journal is closed", null);
    } catch (JournalException e) {
      refusal = e;
    } catch (RuntimeException e) {
      refusal = new JournalException("an entry cannot be written", e);
    }
    return CompletableFuture.failedFuture(refusal);
  }

  private Batch batch(
      List<JournalEntry> entries, Optional<RoomSnapshot> snapshot, boolean mayWait) {
    Rows rows = new Rows(json, room, files, chain);
    for (JournalEntry entry : entries) {
      if (entry.seq() != next) {
        throw new JournalException("entry " + entry.seq() + " where " + next + " was due", null);
      }
      rows.add(entry);
      next++;
    }
    snapshot.ifPresent(
        state -> {
          if (state.seq() >= next) {
            throw new JournalException("a snapshot of what is not stored yet", null);
          }
          rows.add(state);
        });
    return rows.batch(fence, mayWait);
  }
}
