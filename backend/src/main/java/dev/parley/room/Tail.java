package dev.parley.room;

import dev.parley.text.Change;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The end of a document's log, bounded in entries and in weight; the oldest go first. Every entry
 * lies at its revision modulo the room there is, so that any of them is one step away; the room
 * grows with the log, since most logs stay short.
 */
final class Tail {
  private static final int LEAST = 64;

  private final int most;
  private final long mostUnits;
  private AcceptedChange[] entries;

  /** The revision that the oldest entry was made on. */
  private long start;

  /** The revision that the newest entry led to. */
  private long end;

  private long units;

  Tail(long revision, DocumentLimits limits) {
    this.most = limits.tail();
    this.entries = new AcceptedChange[Math.min(LEAST, most)];
    this.mostUnits = limits.tailUnits();
    this.start = revision;
    this.end = revision;
  }

  /** The earliest revision from which there are all entries to the end. */
  long start() {
    return start;
  }

  /** The entry that led to a revision after the start. */
  AcceptedChange get(long revision) {
    return entries[slot(revision)];
  }

  /** The entries after a revision; empty if that is before the start or not there yet. */
  Optional<List<AcceptedChange>> since(long from) {
    return from < start || from > end
        ? Optional.empty()
        : Optional.of(LongStream.rangeClosed(from + 1, end).mapToObj(this::get).toList());
  }

  void add(AcceptedChange entry) {
    if (end - start == most) {
      dropOldest();
    } else if (end - start == entries.length) {
      grow();
    }
    end = entry.revision();
    entries[slot(end)] = entry;
    units += weight(entry.change());
    while (units > mostUnits) {
      dropOldest();
    }
  }

  private void grow() {
    AcceptedChange[] old = entries;
    entries = new AcceptedChange[Math.min(most, 2 * old.length)];
    for (long revision = start + 1; revision <= end; revision++) {
      entries[slot(revision)] = old[(int) (revision % old.length)];
    }
  }

  private void dropOldest() {
    start++;
    units -= weight(get(start).change());
    entries[slot(start)] = null;
  }

  private int slot(long revision) {
    return (int) (revision % entries.length);
  }

  /** What an entry costs to keep, in units of text. */
  private static long weight(Change change) {
    return change.inserted() + 4L * change.sections();
  }
}
