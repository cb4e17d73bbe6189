package dev.parley.room;

import dev.parley.room.Journal.JournalException;
import dev.parley.session.RoomRecord;
import dev.parley.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases rooms in which nothing has happened for so long; never one that is in use. Blocks. */
public final class Retention {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);

  /** Rooms looked at in one go; the next go looks at what is left. */
  private static final int MOST = 10_000;

  private final Sessions sessions;
  private final Journal journal;
  private final Rooms rooms;
  private final Clock clock;
  private final Duration kept;

  /**
   * @param kept how long a room is kept after its last event; zero for ever
   */
  public Retention(Sessions sessions, Journal journal, Rooms rooms, Clock clock, Duration kept) {
    this.sessions = sessions;
    this.journal = journal;
    this.rooms = rooms;
    this.clock = clock;
    this.kept = kept;
  }

  /** Erases what is due. */
  public void run() {
    if (kept.isZero()) {
      return;
    }
    Instant due = clock.instant().minus(kept);
    for (RoomRecord room : sessions.madeBefore(due, MOST)) {
      if (!rooms.isLive(room.id()) && lastUsed(room).isBefore(due)) {
        rooms.erase(room.id());
        log.info(
            "room {} was erased: nothing happened in it for {} days", room.code(), kept.toDays());
      }
    }
  }

  private Instant lastUsed(RoomRecord room) {
    try {
      long last = journal.seqAt(room.id(), Long.MAX_VALUE);
      return journal.read(room.id(), Math.max(0, last - 1), 1, Set.of()).stream()
          .findFirst()
          .map(entry -> room.createdAt().plusMillis(entry.at()))
          .orElse(room.createdAt());
    } catch (JournalException e) {
      log.warn("room {} cannot be read: its age counts from when it was made", room.code(), e);
      return room.createdAt();
    }
  }
}
