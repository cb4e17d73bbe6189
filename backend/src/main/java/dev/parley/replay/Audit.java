package dev.parley.replay;

import dev.parley.json.EventJson;
import dev.parley.json.MalformedJson;
import dev.parley.room.Journal;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomSnapshot;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Whether a log is whole: every entry there, tied to the one before, fitting the texts before it,
 * and every snapshot what the entries lead to. One pass from the first entry, a page at a time, so
 * memory is bounded by a page and the room's texts. Blocks on the journal.
 */
public final class Audit {

  private final Journal journal;
  private final ReplaySettings settings;

  public Audit(Journal journal, ReplaySettings settings) {
    this.journal = journal;
    this.settings = settings;
  }

  /**
   * What a log turned out to be.
   *
   * @param entries that fit
   * @param unhashed how many of them are from before hashes were kept: their order and their texts
   *     fit, but nobody can tell whether they were changed
   * @param fault what does not fit and where, if anything
   */
  public record Finding(long entries, long unhashed, Optional<Fault> fault) {}

  /** The first entry that does not fit, and a clause that says how. */
  public record Fault(long seq, String how) {}

  /** Walks a stored room; one that has no entry at all is not whole. */
  public Finding room(UUID room) {
    EntryCheck check = new EntryCheck();
    Optional<Fault> fault = Optional.empty();
    try {
      List<JournalEntry> page;
      do {
        page = journal.read(room, check.seq(), settings.pageEntries(), Set.of());
        Map<Long, RoomSnapshot> snapshots = snapshots(room, check.seq(), page);
        for (Iterator<JournalEntry> it = page.iterator(); it.hasNext() && fault.isEmpty(); ) {
          fault = check.next(it.next());
          Optional<RoomSnapshot> here = Optional.ofNullable(snapshots.get(check.seq()));
          if (fault.isEmpty() && here.isPresent()) {
            fault = check.compare(here.get());
          }
        }
      } while (fault.isEmpty() && page.size() == settings.pageEntries());
    } catch (JournalException e) {
      fault = Optional.of(new Fault(check.seq() + 1, "cannot be read: " + e.getMessage()));
    }
    return check.finding(fault);
  }

  /** Walks an exported log, an entry a line. */
  public static Finding log(Iterator<String> lines) {
    EventJson json = new EventJson();
    EntryCheck check = new EntryCheck();
    Optional<Fault> fault = Optional.empty();
    while (fault.isEmpty() && lines.hasNext()) {
      try {
        fault = check.next(json.read(lines.next()));
      } catch (MalformedJson e) {
        fault = Optional.of(new Fault(check.seq() + 1, "is not an entry: " + e.getMessage()));
      }
    }
    return check.finding(fault);
  }

  /** The snapshots of these entries, by their seqs. */
  private Map<Long, RoomSnapshot> snapshots(UUID room, long after, List<JournalEntry> page) {
    Map<Long, RoomSnapshot> found = new HashMap<>();
    long before = page.isEmpty() ? after : page.getLast().seq();
    while (before > after) {
      Optional<RoomSnapshot> snapshot = journal.snapshot(room, before);
      snapshot.filter(s -> s.seq() > after).ifPresent(s -> found.put(s.seq(), s));
      before = snapshot.map(s -> s.seq() - 1).orElse(after);
    }
    return found;
  }

  /** Where two lists of files differ first, in words. */
  static Optional<String> difference(List<RoomSnapshot.FileText> kept, Moment told) {
    Set<String> names = kept.stream().map(RoomSnapshot.FileText::file).collect(Collectors.toSet());
    if (names.size() != told.files().size()
        || !told.files().stream().map(Moment.FileMoment::file).allMatch(names::contains)) {
      return Optional.of("has other files than its entries lead to");
    }
    for (RoomSnapshot.FileText file : kept) {
      Moment.FileMoment made = told.file(file.file()).orElseThrow();
      if (made.revision() != file.revision() || !made.text().equals(file.text())) {
        return Optional.of("has another text of " + file.file() + " than its entries lead to");
      }
    }
    return Optional.empty();
  }
}
