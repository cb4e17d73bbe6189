package dev.parley.replay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.room.Journal;
import dev.parley.room.Journal.JournalException;
import dev.parley.session.RoomRecord;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Draws timelines. The first time a room is asked for, its whole log is read, a page at a time;
 * from then on, as long as the drawing is kept, only what was added since. Every call blocks on the
 * journal. Safe for use by many threads.
 */
public final class Timelines {

  private final Journal journal;
  private final ReplaySettings settings;
  private final Cache<UUID, Kept> kept;

  /** A drawing, and the lock of those who draw on it. */
  private record Kept(TimelineDrawing drawing, ReentrantLock lock) {}

  public Timelines(Journal journal, ReplaySettings settings) {
    this.journal = journal;
    this.settings = settings;
    this.kept =
        Caffeine.newBuilder()
            .maximumSize(settings.timelines())
            .expireAfterAccess(settings.kept())
            .build();
  }

  /**
   * The timeline of a room up to its last entry.
   *
   * @throws JournalException when the log cannot be read or makes no sense
   */
  public Timeline of(RoomRecord room) {
    Kept drawn =
        kept.get(room.id(), id -> new Kept(new TimelineDrawing(id, settings), new ReentrantLock()));
    drawn.lock().lock();
    try {
      drawn.drawing().readOn(journal);
      return drawn.drawing().timeline(room.createdAt());
    } catch (RuntimeException e) {
      // Half a page may have been drawn: whoever asks next begins anew.
      kept.invalidate(room.id());
      throw e;
    } finally {
      drawn.lock().unlock();
    }
  }
}
