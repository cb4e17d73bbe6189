package dev.parley.storage;

import dev.parley.room.Journal.JournalException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of a room's files as they stand at the end of its log, and the origin each leads to.
 * Names change hands, by renaming or by deleting and creating again; a file's history belongs to
 * its origin, the seq of the entry that created it.
 */
final class RoomFiles {

  private final Map<String, Long> origins;

  RoomFiles(Map<String, Long> origins) {
    this.origins = new HashMap<>(origins);
  }

  long origin(String name) {
    Long origin = origins.get(name);
    if (origin == null) {
      throw new JournalException("an entry is about a file that is not there", null);
    }
    return origin;
  }

  void create(String name, long seq) {
    if (origins.putIfAbsent(name, seq) != null) {
      throw new JournalException("an entry creates a file that is there already", null);
    }
  }

  /** Whether it is the oldest there is, whose language is the room's. */
  boolean isMain(String name) {
    return origin(name) == Collections.min(origins.values());
  }

  long rename(String name, String to) {
    long origin = origin(name);
    origins.remove(name);
    create(to, origin);
    return origin;
  }

  long delete(String name) {
    long origin = origin(name);
    origins.remove(name);
    return origin;
  }
}
