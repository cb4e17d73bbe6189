package dev.parley.room;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One event as the journal holds it.
 *
 * @param seq the room's own count over all files and kinds, from 1 without a gap
 * @param at milliseconds since the room's start; never less than the entry before
 * @param by the participant who caused it, or empty when the platform did
 */
public record JournalEntry(long seq, long at, Optional<String> by, RoomEvent event) {

  public JournalEntry {
    if (seq < 1 || at < 0) {
      throw new IllegalArgumentException("seq counts from 1 and time from 0");
    }
    requireNonNull(by, "by");
    requireNonNull(event, "event");
  }
}
