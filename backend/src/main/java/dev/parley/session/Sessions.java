package dev.parley.session;

import java.util.Optional;
import java.util.UUID;

/** The book of rooms. Calls block on the database; never call them from an event loop or a lane. */
public interface Sessions {

  /** Finds by code. */
  Optional<RoomRecord> find(SessionCode code);

  /** Finds by id. */
  Optional<RoomRecord> find(UUID id);
}
