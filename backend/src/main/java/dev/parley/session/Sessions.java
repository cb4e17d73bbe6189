package dev.parley.session;

import java.time.Instant;
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

  /** The rooms that were made before a time, oldest first; at most so many. */
  List<RoomRecord> madeBefore(Instant time, int most);

  /**
   * Strikes a room from the books, and its log with it. From the return on nobody finds it; its
   * rows and the last traces of them leave the disk later.
   */
  void erase(UUID room, Instant now);
}
