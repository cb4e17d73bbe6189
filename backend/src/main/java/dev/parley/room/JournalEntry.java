package dev.parley.room;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One event as the journal holds it.
 *
 * @param seq the room's own count over all files and kinds, from 1 without a gap
 * @param at milliseconds since the room's start; never less than the entry before
 * @param by the participant who caused it, or empty when the platform did
 * @param hash over the hash of the entry before and this entry, in hexadecimal; the journal gives
 *     it, so it is empty until the entry is stored, and in entries older than hashes are
 */
public record JournalEntry(
    long seq, long at, Optional<String> by, RoomEvent event, Optional<String> hash) {

  public JournalEntry {
    if (seq < 1 || at < 0) {
      throw new IllegalArgumentException("seq counts from 1 and time from 0");
    }
    requireNonNull(by, "by");
    requireNonNull(event, "event");
    requireNonNull(hash, "hash");
  }

  /** An entry that is not stored yet. */
  public JournalEntry(long seq, long at, Optional<String> by, RoomEvent event) {
    this(seq, at, by, event, Optional.empty());
  }

  /** The entry as it was before the journal gave it a hash. */
  public JournalEntry unhashed() {
    return new JournalEntry(seq, at, by, event);
  }
}
