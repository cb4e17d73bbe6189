package dev.parley.session;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The book of rooms. Calls block on the database; never call them from an event loop or a lane. */
public interface Sessions {

  /** Finds by code. */
  Optional<RoomRecord> find(SessionCode code);

  /** Finds by id. */
  Optional<RoomRecord> find(UUID id);

  /** The rooms that were made last, newest first; at most so many. */
  List<RoomRecord> newest(int most);
}
