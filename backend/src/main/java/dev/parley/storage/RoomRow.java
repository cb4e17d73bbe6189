package dev.parley.storage;

import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import dev.parley.session.SessionCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A room in the books. */
@Entity
@Table(name = "rooms")
class RoomRow {

  @Id UUID id;

  String code;

  String capability;

  String title;

  String language;

  String state;

  @Column(name = "created_at")
  Instant createdAt;

  protected RoomRow() {}

  RoomRow(RoomRecord room) {
    id = room.id();
    code = room.code().value();
    capability = room.key();
    title = room.title();
    language = room.language();
    state = room.state().name();
    createdAt = room.createdAt();
  }

  RoomRecord room() {
    return new RoomRecord(
        id,
        new SessionCode(code),
        capability,
        title,
        language,
        RoomState.valueOf(state),
        createdAt);
  }
}
