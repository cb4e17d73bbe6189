package dev.parley.room;

import dev.parley.session.RoomRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Where rooms are kept: the port that storage implements. Everything but {@link Log#append} blocks
 * on the database and must not be called from an event loop or a lane.
 */
public interface Journal {

  /**
   * Enters a new room in the books together with its first entries, in one transaction.
   *
   * @throws JournalException when it could not be stored; then nothing of it is
   */
  void create(RoomRecord room, List<JournalEntry> first);

  /**
   * Opens a stored room for writing.
   *
   * @param history how many changes of each file before the snapshot to bring along, so that
   *     resends and late clients are still recognised
   * @throws JournalException when it cannot be read whole: such a room is unavailable, never empty
   */
  Opened open(UUID room, int history);

  /**
   * Reads on from an entry, oldest first.
   *
   * @param after the seq before the first one wanted; 0 for the start
   * @param limit how many at most
   * @param kinds which kinds; empty for all
   */
  List<JournalEntry> read(UUID room, long after, int limit, Set<RoomEvent.Kind> kinds);

  /** The newest snapshot that is not newer than {@code seq}. */
  Optional<RoomSnapshot> snapshot(UUID room, long seq);

  /** The seq of the entry that brought {@code file} to {@code revision}; empty when none did. */
  Optional<Long> seqOf(UUID room, String file, long revision);

  /** The seq of the last entry at or before {@code at} milliseconds; 0 when there is none. */
  long seqAt(UUID room, long at);

  /**
   * A room as stored.
   *
   * @param snapshot the newest; empty in a room too young to have one
   * @param history the last changes up to the snapshot of each of its files, oldest first, by the
   *     file's epoch
   * @param tail every entry after the snapshot, oldest first
   */
  record Opened(
      RoomRecord room,
      Optional<RoomSnapshot> snapshot,
      Map<String, List<JournalEntry>> history,
      List<JournalEntry> tail,
      Log log) {

    public Opened {
      history = Map.copyOf(history);
      tail = List.copyOf(tail);
    }
  }

  /** One open room's end of the journal, used by that room alone. */
  interface Log {

    /**
     * Takes entries to be committed, with the snapshot that covers them where there is one. Never
     * blocks. Entries are committed in the order of the calls, an append wholly or not at all;
     * after one has failed every later one fails too, so that the stored log has no gap.
     *
     * @return completes, on the writer's thread, once the entries are committed; fails with {@link
     *     JournalException} when they are not
     */
    CompletionStage<Void> append(List<JournalEntry> entries, Optional<RoomSnapshot> snapshot);

    /**
     * The same for entries that have been told already: they may wait a moment for company, and go
     * at once with the next that do not.
     */
    default CompletionStage<Void> note(List<JournalEntry> entries) {
      return append(entries, Optional.empty());
    }
  }

  /** The journal could not do it; the message is for the log, not for people. */
  final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JournalException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
