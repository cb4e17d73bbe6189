package dev.parley.storage;

import dev.parley.session.RoomRecord;
import dev.parley.session.SessionCode;
import dev.parley.session.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The book of rooms as stored. */
final class StoredSessions implements Sessions {

  /** Who is erased is not found. */
  private static final String KNOWN =
      " not exists (select 1 from ErasureRow e where e.room = r.id)";

  private final Database database;
  private final Eraser eraser;

  StoredSessions(Database database, Eraser eraser) {
    this.database = database;
    this.eraser = eraser;
  }

  @Override
  public Optional<RoomRecord> find(SessionCode code) {
    return database.read(
        session ->
            session
                .createSelectionQuery(
                    "from RoomRow r where code = :code and" + KNOWN, RoomRow.class)
                .setParameter("code", code.value())
                .uniqueResultOptional()
                .map(RoomRow::room));
  }

  @Override
  public Optional<RoomRecord> find(UUID id) {
    return database.read(
        session ->
            session
                .createSelectionQuery("from RoomRow r where id = :id and" + KNOWN, RoomRow.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .map(RoomRow::room));
  }

  @Override
  public List<RoomRecord> newest(int most) {
    return database.read(
        session ->
            session
                .createSelectionQuery(
                    "from RoomRow r where" + KNOWN + " order by createdAt desc, id", RoomRow.class)
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(RoomRow::room)
                .toList());
  }

  @Override
  public List<RoomRecord> madeBefore(Instant time, int most) {
    return database.read(
        session ->
            session
                .createSelectionQuery(
                    "from RoomRow r where createdAt < :time and"
                        + KNOWN
                        + " order by createdAt, id",
                    RoomRow.class)
                .setParameter("time", time)
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(RoomRow::room)
                .toList());
  }

  @Override
  public void erase(UUID room, Instant now) {
    eraser.strike(room, now);
  }
}
