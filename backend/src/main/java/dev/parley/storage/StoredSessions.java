package dev.parley.storage;

import dev.parley.session.RoomRecord;
import dev.parley.session.SessionCode;
import dev.parley.session.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The book of rooms as stored. */
final class StoredSessions implements Sessions {

  private final Database database;

  StoredSessions(Database database) {
    this.database = database;
  }

  @Override
  public Optional<RoomRecord> find(SessionCode code) {
    return database.read(
        session ->
            session
                .createSelectionQuery("from RoomRow where code = :code", RoomRow.class)
                .setParameter("code", code.value())
                .uniqueResultOptional()
                .map(RoomRow::room));
  }

  @Override
  public Optional<RoomRecord> find(UUID id) {
    return database.read(
        session -> Optional.ofNullable(session.get(RoomRow.class, id)).map(RoomRow::room));
  }

  @Override
  public List<RoomRecord> newest(int most) {
    return database.read(
        session ->
            session
                .createSelectionQuery("from RoomRow order by createdAt desc, id", RoomRow.class)
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(RoomRow::room)
                .toList());
  }
}
