package dev.parley.replay;

import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import dev.parley.session.RoomRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One room's journal in lists, to be read; remembers the longest page anybody asked for. */
final class ListedJournal implements Journal {

  final List<JournalEntry> entries = new ArrayList<>();
  final List<RoomSnapshot> snapshots = new ArrayList<>();

  /** Name and revision to the seq: of the file that has the name in the end. */
  final Map<String, Map<Long, Long>> revisions = new HashMap<>();

  int longestPage;

  /** How many entries were read in all. */
  int read;

  @Override
  public List<JournalEntry> read(UUID room, long after, int limit, Set<RoomEvent.Kind> kinds) {
    longestPage = Math.max(longestPage, limit);
    List<JournalEntry> page =
        entries.stream()
            .filter(entry -> entry.seq() > after)
            .filter(entry -> kinds.isEmpty() || kinds.contains(entry.event().kind()))
            .limit(limit)
            .toList();
    read += page.size();
    return page;
  }

  @Override
  public Optional<RoomSnapshot> snapshot(UUID room, long seq) {
    return snapshots.stream()
        .filter(snapshot -> snapshot.seq() <= seq)
        .reduce((older, newer) -> newer);
  }

  @Override
  public Optional<Long> seqOf(UUID room, String file, long revision) {
    return Optional.ofNullable(revisions.getOrDefault(file, Map.of()).get(revision));
  }

  @Override
  public long seqAt(UUID room, long at) {
    return entries.stream()
        .filter(entry -> entry.at() <= at)
        .mapToLong(JournalEntry::seq)
        .max()
        .orElse(0);
  }

  @Override
  public void create(RoomRecord room, List<JournalEntry> first) {
    throw new UnsupportedOperationException("only read here");
  }

  @Override
  public Opened open(UUID room, int history) {
    throw new UnsupportedOperationException("only read here");
  }
}
