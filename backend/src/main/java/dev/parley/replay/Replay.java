package dev.parley.replay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a room was at any moment: the newest snapshot before it, and the entries from there, applied
 * by the same code that applied them when they happened. Reads page by page, so memory is bounded
 * by a page and the room's texts. A moment that has passed never changes, so the last ones asked
 * for are kept. Every call blocks on the journal, and throws {@link Journal.JournalException} when
 * that cannot be read or makes no sense. Safe for use by many threads.
 */
public final class Replay {

  private final Journal journal;
  private final ReplaySettings settings;
  private final Cache<Past, Moment> moments;

  /** A room after one of its entries. */
  private record Past(UUID room, long seq) {}

  public Replay(Journal journal, ReplaySettings settings) {
    this.journal = journal;
    this.settings = settings;
    this.moments =
        Caffeine.newBuilder()
            .maximumWeight(settings.momentUnits())
            .expireAfterAccess(settings.kept())
            .weigher((Past past, Moment moment) -> moment.units())
            .build();
  }

  /** The room after entry {@code seq}, or after its last one when it has not come so far. */
  public Moment atSeq(UUID room, long seq) {
    Moment kept = moments.getIfPresent(new Past(room, seq));
    return kept == null ? fold(room, seq) : kept;
  }

  /** As {@link #atSeq}, for an entry that is there: what it led to is for ever. */
  private Moment afterEntry(UUID room, long seq) {
    return moments.get(new Past(room, seq), past -> fold(room, seq));
  }

  private Moment fold(UUID room, long seq) {
    Fold fold = journal.snapshot(room, seq).map(Fold::new).orElseGet(Fold::new);
    long after = fold.seq();
    while (after < seq) {
      int some = (int) Math.min(settings.pageEntries(), seq - after);
      List<JournalEntry> page = journal.read(room, after, some, Fold.KINDS);
      for (JournalEntry entry : page) {
        if (entry.seq() > seq) {
          return fold.moment();
        }
        fold.add(entry);
      }
      if (page.size() < some) {
        break;
      }
      after = page.getLast().seq();
    }
    return fold.moment();
  }

  /** The room at a time, in milliseconds since its start. */
  public Moment atTime(UUID room, long at) {
    return afterEntry(room, journal.seqAt(room, at));
  }

  /** The room as it stands in the journal. */
  public Moment atEnd(UUID room) {
    return atSeq(room, Long.MAX_VALUE);
  }

  /**
   * A file's text at a revision. A file that was renamed is found by its last name and comes with
   * the name it had then.
   *
   * @return empty when there is no such file or it never had that revision
   */
  public Optional<Moment.FileMoment> atRevision(UUID room, String file, long revision) {
    return journal
        .seqOf(room, file, revision)
        .flatMap(seq -> nameAt(room, seq).flatMap(name -> afterEntry(room, seq).file(name)));
  }

  /** The name that the file of this entry had when it was written. */
  private Optional<String> nameAt(UUID room, long seq) {
    return journal.read(room, seq - 1, 1, Set.of()).stream()
        .findFirst()
        .flatMap(
            entry ->
                switch (entry.event()) {
                  case RoomEvent.Changed changed -> Optional.of(changed.file());
                  case RoomEvent.FileCreated created -> Optional.of(created.file());
                  default -> Optional.empty();
                });
  }
}
