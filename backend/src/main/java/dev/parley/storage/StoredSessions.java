package dev.parley.storage;

import dev.parley.session.RoomRecord;
import dev.parley.session.SessionCode;
import dev.parley.session.Sessions;
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
}
