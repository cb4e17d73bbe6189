package dev.parley.storage;

import dev.parley.json.EventJson;
import dev.parley.json.HashChain;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import dev.parley.session.RoomRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;

/** Turns a room's entries into the rows and updates of one batch. */
final class Rows {

  private final EventJson json;
  private final UUID room;
  private final RoomFiles files;
  private final HashChain chain;
  private final List<RoomRow> rooms = new ArrayList<>();
  private final List<EntryRow> entries = new ArrayList<>();
  private final List<Object> rest = new ArrayList<>();
  private final List<Consumer<StatelessSession>> updates = new ArrayList<>();
  private long units;

  /**
   * Begins a batch.
   *
   * @param chain stands after the entry before
   */
  Rows(EventJson json, UUID room, RoomFiles files, HashChain chain) {
    this.chain = chain;
    this.json = json;
    this.room = room;
    this.files = files;
  }

  void add(RoomRecord record) {
    rooms.add(new RoomRow(record));
  }

  /**
   * Adds an entry.
   *
   * @throws JournalException when it contradicts the room's files
   */
  void add(JournalEntry entry) {
    String whole = json.body(entry.event());
    LongText body = text(whole, OverflowRow.ENTRY, entry.seq());
    String hash = chain.add(json.line(entry, whole));
    entries.add(new EntryRow(room, entry, origin(entry), body, hash));
  }

  void add(RoomSnapshot snapshot) {
    LongText body = text(json.snapshot(snapshot), OverflowRow.SNAPSHOT, snapshot.seq());
    rest.add(new SnapshotRow(room, snapshot.seq(), body));
  }

  Batch batch(Fence fence, boolean mayWait) {
    return new Batch(
        fence, rooms, entries, rest, updates, units, mayWait, new CompletableFuture<>());
  }

  /** The origin of the file that an entry is about; what it does to files and room beside. */
  private Long origin(JournalEntry entry) {
    return switch (entry.event()) {
      case RoomEvent.FileCreated(String file, String language, String epoch, String text) -> {
        files.create(file, entry.seq());
        rest.add(new FileRow(room, entry.seq(), file));
        yield entry.seq();
      }
      case RoomEvent.FileRenamed(String file, String to) -> {
        long origin = files.rename(file, to);
        updates.add(session -> set(session, "FileRow set name = :value", to, origin));
        yield origin;
      }
      case RoomEvent.FileDeleted(String file) -> {
        long origin = files.delete(file);
        updates.add(session -> set(session, "FileRow set gone = :value", true, origin));
        yield origin;
      }
      case RoomEvent.Changed change -> files.origin(change.file());
      case RoomEvent.LanguageChanged(String language, String file) -> {
        if (files.isMain(file)) {
          updates.add(session -> set(session, "RoomRow set language = :value", language));
        }
        yield null;
      }
      case RoomEvent.StateChanged(var state) -> {
        updates.add(session -> set(session, "RoomRow set state = :value", state.name()));
        yield null;
      }
      case RoomEvent.TitleChanged(String title) -> {
        updates.add(session -> set(session, "RoomRow set title = :value", title));
        yield null;
      }
      default -> null;
    };
  }

  private LongText text(String whole, String owner, long seq) {
    LongText text = LongText.of(whole);
    int piece = 0;
    for (String body : text.pieces()) {
      rest.add(new OverflowRow(room, owner, seq, piece++, body));
    }
    units += whole.length();
    return text;
  }

  private void set(StatelessSession session, String what, Object value, long origin) {
    session
        .createMutationQuery("update " + what + " where room = :room and origin = :origin")
        .setParameter("value", value)
        .setParameter("room", room)
        .setParameter("origin", origin)
        .executeUpdate();
  }

  private void set(StatelessSession session, String what, Object value) {
    session
        .createMutationQuery("update " + what + " where id = :room")
        .setParameter("value", value)
        .setParameter("room", room)
        .executeUpdate();
  }
}
