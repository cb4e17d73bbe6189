package dev.parley.storage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.hibernate.StatelessSession;

/**
 * Takes rooms out of the database. First, in one commit, the room is entered among the erased, and
 * nobody finds it from then on; then its rows go, a few at a time, so that other rooms' commits get
 * their turn in between. A kill in the midst of it leaves the room among the erased, and the rest
 * is done at the next opportunity. What the file still has in places that it uses no more goes with
 * the {@link Rewrite}.
 */
final class Eraser {

  /** Rows that one commit takes away, which bounds how long the others wait for it. */
  private static final int ROWS = 200;

  private final Database database;
  private final Commits commits;

  /** Stores a batch and waits for it. */
  interface Commits {
    void commit(Batch batch);
  }

  Eraser(Database database, Commits commits) {
    this.database = database;
    this.commits = commits;
  }

  /** From the return on nobody finds the room; harmless where there is none. */
  void strike(UUID room, Instant now) {
    commit(
        session -> {
          if (session.get(RoomRow.class, room) != null
              && session.get(ErasureRow.class, room) == null) {
            session.insert(new ErasureRow(room, now));
          }
        });
  }

  /** Takes away all rows of the rooms that are struck. */
  void clear() {
    for (UUID room : struck()) {
      clear(room);
    }
  }

  /** Whether the file may still have something of a room that was erased. */
  boolean hasStruck() {
    return database.read(
        session ->
            session
                    .createSelectionQuery("select count(*) from ErasureRow", Long.class)
                    .getSingleResult()
                > 0);
  }

  private List<UUID> struck() {
    return database.read(
        session ->
            session
                .createSelectionQuery(
                    "select e.room from ErasureRow e, RoomRow r where r.id = e.room", UUID.class)
                .getResultList());
  }

  private void clear(UUID room) {
    for (String rows : List.of("EntryRow", "SnapshotRow", "OverflowRow")) {
      LongFunction<Long> next = after -> lowest(rows, room, after);
      for (Long seq = next.apply(0); seq != null; seq = next.apply(seq)) {
        long from = seq;
        commit(
            session ->
                session
                    .createMutationQuery(
                        "delete from " + rows + " where room = :room and seq between :from and :to")
                    .setParameter("room", room)
                    .setParameter("from", from)
                    .setParameter("to", from + ROWS - 1)
                    .executeUpdate());
      }
    }
    commit(
        session -> {
          delete(session, "FileRow where room = :room", room);
          delete(session, "RoomRow where id = :room", room);
        });
  }

  private Long lowest(String rows, UUID room, long from) {
    return database.read(
        session ->
            session
                .createSelectionQuery(
                    "select min(seq) from " + rows + " where room = :room and seq >= :from",
                    Long.class)
                .setParameter("room", room)
                .setParameter("from", from)
                .getSingleResultOrNull());
  }

  private static void delete(StatelessSession session, String which, UUID room) {
    session.createMutationQuery("delete from " + which).setParameter("room", room).executeUpdate();
  }

  private void commit(Consumer<StatelessSession> update) {
    commits.commit(
        new Batch(
            new Fence(),
            List.of(),
            List.of(),
            List.of(),
            List.of(update),
            0,
            false,
            new CompletableFuture<>()));
  }
}
