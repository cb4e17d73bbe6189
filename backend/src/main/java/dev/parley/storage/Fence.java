package dev.parley.storage;

import dev.parley.room.Journal.JournalException;
import java.util.Optional;

/**
 * Shut for good by a room's first append that could not be committed, so that no later one leaves a
 * gap. Only the writer shuts it; it is read from the room's lane too.
 */
final class Fence {

  private volatile JournalException cause;

  void close(JournalException first) {
    if (cause == null) {
      cause = first;
    }
  }

  Optional<JournalException> cause() {
    return Optional.ofNullable(cause);
  }
}
