package dev.parley.storage;

import dev.parley.json.EventJson;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/**
 * Reads one room's rows within a session; what cannot be understood is a {@link JournalException}.
 *
 * <p>Rows are asked for in the order of all columns of a key, the room's own among them: then the
 * database walks the key, forward or backward, and reads no more rows than are wanted. In the order
 * of the seq alone it would read all rows of the room and sort them.
 */
final class EntryReader {

  private final StatelessSession session;
  private final EventJson json;
  private final UUID room;

  EntryReader(StatelessSession session, EventJson json, UUID room) {
    this.session = session;
    this.json = json;
    this.room = room;
  }

  List<JournalEntry> after(long after, int limit, Set<RoomEvent.Kind> kinds) {
    String some = kinds.isEmpty() ? "" : " and kind in :kinds";
    SelectionQuery<EntryRow> query =
        select("from EntryRow where room = :room and seq > :after" + some + " order by room, seq")
            .setParameter("after", after)
            .setMaxResults(limit);
    if (!kinds.isEmpty()) {
      query.setParameter("kinds", kinds.stream().map(EntryRow::name).toList());
    }
    return entries(query.getResultList());
  }

  /** Every entry after that one, a page at a time, without a gap. */
  List<JournalEntry> tail(long after, int page) {
    List<JournalEntry> tail = new ArrayList<>();
    List<JournalEntry> more;
    do {
      more = after(after + tail.size(), page, Set.of());
      for (JournalEntry entry : more) {
        tail.add(entry);
        if (entry.seq() != after + tail.size()) {
          throw new JournalException("entry " + (after + tail.size()) + " is missing", null);
        }
      }
    } while (more.size() == page);
    return tail;
  }

  /**
   * The last changes up to the snapshot of each file there is, oldest first, by the file's epoch:
   * its name may be another by now, or another's.
   */
  Map<String, List<JournalEntry>> history(RoomSnapshot snapshot, int changes) {
    Map<String, List<JournalEntry>> history = new HashMap<>();
    if (changes < 1) {
      return history;
    }
    epochs(snapshot.seq())
        .forEach(
            (origin, epoch) -> {
              List<EntryRow> rows =
                  select(
                          "from EntryRow where room = :room and origin = :origin and revision > 0"
                              + " and seq <= :seq order by room desc, origin desc, revision desc")
                      .setParameter("origin", origin)
                      .setParameter("seq", snapshot.seq())
                      .setMaxResults(changes)
                      .getResultList();
              history.put(epoch, entries(rows.reversed()));
            });
    return history;
  }

  /** The epochs of the files there are that were made up to an entry, by their origins. */
  private Map<Long, String> epochs(long seq) {
    List<EntryRow> rows =
        select("from EntryRow where room = :room and seq in :origins and seq <= :seq")
            .setParameter("origins", origins())
            .setParameter("seq", seq)
            .getResultList();
    Map<Long, String> epochs = new HashMap<>();
    for (JournalEntry entry : entries(rows)) {
      if (entry.event() instanceof RoomEvent.FileCreated created) {
        epochs.put(entry.seq(), created.epoch());
      }
    }
    return epochs;
  }

  Optional<RoomSnapshot> snapshot(long seq) {
    return session
        .createSelectionQuery(
            "from SnapshotRow where room = :room and seq <= :seq order by room desc, seq desc",
            SnapshotRow.class)
        .setParameter("room", room)
        .setParameter("seq", seq)
        .setMaxResults(1)
        .uniqueResultOptional()
        .map(this::snapshot);
  }

  /** The names in use and their origins. */
  Map<String, Long> files() {
    Map<String, Long> files = new HashMap<>();
    session
        .createSelectionQuery("from FileRow where room = :room and not gone", FileRow.class)
        .setParameter("room", room)
        .getResultList()
        .forEach(file -> files.put(file.name, file.origin));
    return files;
  }

  /** The origin of the file that has this name, or had it last. */
  Optional<Long> origin(String name) {
    return session
        .createSelectionQuery(
            "from FileRow where room = :room and name = :name order by gone, origin desc",
            FileRow.class)
        .setParameter("room", room)
        .setParameter("name", name)
        .setMaxResults(1)
        .uniqueResultOptional()
        .map(file -> file.origin);
  }

  Optional<Long> seqOf(long origin, long revision) {
    return session
        .createSelectionQuery(
            "select seq from EntryRow where room = :room and origin = :origin"
                + " and revision = :revision",
            Long.class)
        .setParameter("room", room)
        .setParameter("origin", origin)
        .setParameter("revision", revision)
        .uniqueResultOptional();
  }

  /** The seq of the last entry; 0 without any. */
  long last() {
    return session
        .createSelectionQuery(
            "select seq from EntryRow where room = :room order by room desc, seq desc", Long.class)
        .setParameter("room", room)
        .setMaxResults(1)
        .uniqueResultOptional()
        .orElse(0L);
  }

  /** The hash of an entry; empty when it has none. */
  Optional<String> hash(long seq) {
    return session
        .createSelectionQuery("from EntryRow where room = :room and seq = :seq", EntryRow.class)
        .setParameter("room", room)
        .setParameter("seq", seq)
        .uniqueResultOptional()
        .flatMap(row -> EntryRow.hex(row.hash));
  }

  /** The clock of an entry; empty when there is no such entry. */
  OptionalLong at(long seq) {
    return session
        .createSelectionQuery(
            "select at from EntryRow where room = :room and seq = :seq", Long.class)
        .setParameter("room", room)
        .setParameter("seq", seq)
        .uniqueResultOptional()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  private SelectionQuery<EntryRow> select(String query) {
    return session.createSelectionQuery(query, EntryRow.class).setParameter("room", room);
  }

  private List<JournalEntry> entries(List<EntryRow> rows) {
    List<JournalEntry> entries = new ArrayList<>(rows.size());
    for (EntryRow row : rows) {
      try {
        String body = whole(row.body, row.pieces, OverflowRow.ENTRY, row.seq);
        entries.add(row.entry(json, body));
      } catch (RuntimeException e) {
        throw new JournalException("entry " + row.seq + " cannot be read", e);
      }
    }
    return entries;
  }

  private RoomSnapshot snapshot(SnapshotRow row) {
    try {
      RoomSnapshot snapshot =
          json.snapshot(whole(row.body, row.pieces, OverflowRow.SNAPSHOT, row.seq));
      if (snapshot.seq() != row.seq) {
        throw new JournalException("the snapshot says " + snapshot.seq(), null);
      }
      return snapshot;
    } catch (RuntimeException e) {
      throw new JournalException("the snapshot at " + row.seq + " cannot be read", e);
    }
  }

  private String whole(String head, int pieces, String owner, long seq) {
    if (pieces == 0) {
      return head;
    }
    List<String> rest =
        session
            .createSelectionQuery(
                "select body from OverflowRow where room = :room and owner = :owner and seq = :seq"
                    + " order by piece",
                String.class)
            .setParameter("room", room)
            .setParameter("owner", owner)
            .setParameter("seq", seq)
            .getResultList();
    if (rest.size() != pieces) {
      throw new JournalException(rest.size() + " of " + pieces + " pieces are there", null);
    }
    return head + String.join("", rest);
  }

  private List<Long> origins() {
    return session
        .createSelectionQuery(
            "select origin from FileRow where room = :room and not gone order by origin",
            Long.class)
        .setParameter("room", room)
        .getResultList();
  }
}
