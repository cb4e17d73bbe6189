package dev.parley.backup;

import dev.parley.replay.Audit;
import dev.parley.replay.EntryCheck;
import dev.parley.replay.Snapshots;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomSnapshot;
import dev.parley.session.RoomRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** One room on its way into a journal: each entry is checked, and stored with its neighbours. */
final class RoomCopy {

  /** Entries that are stored together. */
  private static final int TOGETHER = 500;

  private final RoomRecord room;
  private final Optional<Journal> journal;
  private final EntryCheck check = new EntryCheck();
  private final Snapshots snapshots;
  private final List<JournalEntry> waiting = new ArrayList<>();
  private Optional<RoomSnapshot> snapshot = Optional.empty();
  private Optional<Journal.Log> log = Optional.empty();

  /**
   * @param journal empty to check only
   * @param snapshotEvery changes between two snapshots
   */
  RoomCopy(RoomRecord room, Optional<Journal> journal, int snapshotEvery) {
    this.room = room;
    this.journal = journal;
    this.snapshots = new Snapshots(snapshotEvery);
  }

  void add(JournalEntry entry) throws Damaged {
    Optional<Audit.Fault> fault = check.next(entry);
    if (fault.isPresent()) {
      throw new Damaged("Room " + room.code().value() + ": " + Damaged.clause(fault.get()));
    }
    waiting.add(entry.unhashed());
    snapshot = snapshots.add(entry);
    if (snapshot.isPresent() || waiting.size() == TOGETHER) {
      store();
    }
  }

  /** Stores what waits; to be called at the end, too. */
  void store() {
    if (journal.isPresent() && !waiting.isEmpty()) {
      if (log.isEmpty()) {
        journal.get().create(room, waiting);
        log = Optional.of(journal.get().open(room.id(), 0).log());
      } else {
        append(log.get());
      }
    }
    waiting.clear();
    snapshot = Optional.empty();
  }

  private void append(Journal.Log open) {
    try {
      open.append(waiting, snapshot).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new Journal.JournalException("a room could not be stored", e.getCause());
    }
  }
}
