package dev.parley.api;

import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import dev.parley.session.RoomRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A real journal whose log is read by somebody else. */
record ChangedReads(Journal stored, Reading reading) implements Journal {

  /** As {@link Journal#read}. */
  @FunctionalInterface
  interface Reading {
    List<JournalEntry> read(UUID room, long after, int limit, Set<RoomEvent.Kind> kinds);
  }

  @Override
  public List<JournalEntry> read(UUID room, long after, int limit, Set<RoomEvent.Kind> kinds) {
    return reading.read(room, after, limit, kinds);
  }

  @Override
  public void create(RoomRecord room, List<JournalEntry> first) {
    stored.create(room, first);
  }

  @Override
  public Opened open(UUID room, int history) {
    return stored.open(room, history);
  }

  @Override
  public Optional<RoomSnapshot> snapshot(UUID room, long seq) {
    return stored.snapshot(room, seq);
  }

  @Override
  public Optional<Long> seqOf(UUID room, String file, long revision) {
    return stored.seqOf(room, file, revision);
  }

  @Override
  public long seqAt(UUID room, long at) {
    return stored.seqAt(room, at);
  }
}
