package dev.parley.storage;

import dev.parley.json.EventJson;
import dev.parley.json.HashChain;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import dev.parley.session.RoomRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/** The journal as stored: writes go to the {@link GroupWriter}, reads to the reading threads. */
final class StoredJournal implements Journal {

  private final Database database;
  private final GroupWriter writer;
  private final int page;
  private final Duration patience;
  private final EventJson json = new EventJson();

  StoredJournal(Database database, GroupWriter writer, StorageSettings settings) {
    this.database = database;
    this.writer = writer;
    this.page = settings.pageEntries();
    this.patience = settings.patience();
  }

  @Override
  public void create(RoomRecord room, List<JournalEntry> first) {
    if (first.isEmpty()) {
      throw new IllegalArgumentException("a room begins with an entry");
    }
    Rows rows = new Rows(json, room.id(), new RoomFiles(Map.of()), new HashChain(HashChain.START));
    rows.add(room);
    long due = 1;
    for (JournalEntry entry : first) {
      if (entry.seq() != due++) {
        throw new IllegalArgumentException("entries count from 1 without a gap");
      }
      rows.add(entry);
    }
    commit(rows.batch(new Fence(), false));
  }

  /**
   * {@inheritDoc}
   *
   * <p>What the room's earlier opening left with the writer is committed first and is in what is
   * read. Should an earlier opening still append afterwards, the key of the entries lets only one
   * of the two go on.
   */
  @Override
  public Opened open(UUID room, int history) {
    commit(Batch.barrier());
    return database.read(
        session -> {
          RoomRow row = session.get(RoomRow.class, room);
          if (row == null || session.get(ErasureRow.class, room) != null) {
            throw new JournalException("there is no such room", null);
          }
          EntryReader reader = new EntryReader(session, json, room);
          Optional<RoomSnapshot> snapshot = reader.snapshot(Long.MAX_VALUE);
          long covered = snapshot.map(RoomSnapshot::seq).orElse(0L);
          List<JournalEntry> tail = reader.tail(covered, page);
          long last = covered + tail.size();
          if (last == 0 || reader.last() != last) {
            throw new JournalException("entries are missing", null);
          }
          Map<String, List<JournalEntry>> before =
              snapshot.map(state -> reader.history(state, history)).orElse(Map.of());
          RoomFiles files = new RoomFiles(reader.files());
          HashChain chain = new HashChain(reader.hash(last).orElse(HashChain.START));
          return new Opened(
              row.room(),
              snapshot,
              before,
              tail,
              new StoredLog(writer, json, room, files, chain, last + 1));
        });
  }

  @Override
  public List<JournalEntry> read(UUID room, long after, int limit, Set<RoomEvent.Kind> kinds) {
    return in(room, reader -> reader.after(after, limit, kinds));
  }

  @Override
  public Optional<RoomSnapshot> snapshot(UUID room, long seq) {
    return in(room, reader -> reader.snapshot(seq));
  }

  @Override
  public Optional<Long> seqOf(UUID room, String file, long revision) {
    return in(
        room, reader -> reader.origin(file).flatMap(origin -> reader.seqOf(origin, revision)));
  }

  /**
   * {@inheritDoc}
   *
   * <p>The clock never goes back and seqs have no gap, so halving finds it by key; an index by time
   * would be paid for by every entry.
   */
  @Override
  public long seqAt(UUID room, long at) {
    return in(
        room,
        reader -> {
          long known = 0;
          long beyond = reader.last() + 1;
          while (beyond - known > 1) {
            long middle = known + (beyond - known) / 2;
            if (reader.at(middle).orElse(Long.MAX_VALUE) <= at) {
              known = middle;
            } else {
              beyond = middle;
            }
          }
          return known;
        });
  }

  private <T> T in(UUID room, Function<EntryReader, T> work) {
    Function<StatelessSession, T> read =
        session -> work.apply(new EntryReader(session, json, room));
    return database.read(read);
  }

  /** Waits until it is stored. */
  void commit(Batch batch) {
    if (writer.isStalled()) {
      throw new JournalException("nothing can be stored at the moment", null);
    }
    if (!writer.offer(batch)) {
      throw new JournalException("too much waits to be stored, or the journal is closed", null);
    }
    try {
      batch.done().copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof JournalException cause
          ? cause
          : new JournalException("could not be stored", e);
    }
  }
}
