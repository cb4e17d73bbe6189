package dev.parley.storage;

import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import dev.parley.session.SessionCode;
import dev.parley.text.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Rooms to store, and what happens in them. */
final class Rooms {

  static final String FILE = "main.py";

  private Rooms() {}

  static RoomRecord room(long number) {
    return new RoomRecord(
        new UUID(7, number),
        SessionCode.generate(new Random(number)),
        "ab".repeat(32),
        "Room " + number,
        "python",
        RoomState.LIVE,
        Instant.parse("2026-01-02T03:04:05.678Z"));
  }

  /** The number that a room was made with. */
  static long number(RoomRecord room) {
    return room.id().getLeastSignificantBits();
  }

  /** The two entries every room begins with: created, and an empty file. */
  static List<JournalEntry> first() {
    return List.of(
        entry(1, new RoomEvent.RoomCreated("Room", "python")),
        entry(2, new RoomEvent.FileCreated(FILE, "python", "e1", "")));
  }

  static JournalEntry entry(long seq, RoomEvent event) {
    return new JournalEntry(seq, 100 * seq, Optional.of("p1"), event);
  }

  /** The change that brings the file to this revision: one more unit at its end. */
  static JournalEntry change(long seq, long revision) {
    return entry(seq, changed(FILE, revision, "c1", revision - 1));
  }

  static RoomEvent.Changed changed(String file, long revision, String client, long number) {
    int length = Math.toIntExact(revision - 1);
    return new RoomEvent.Changed(
        file, revision, client, number, Change.of(length, length, length, "x"), "typing");
  }

  /** The room after that entry, when all it had since {@link #first} were changes. */
  static RoomSnapshot snapshot(long seq) {
    long revision = seq - 2;
    String text = "x".repeat(Math.toIntExact(revision));
    return new RoomSnapshot(
        seq,
        100 * seq,
        "Room",
        "python",
        RoomState.LIVE,
        List.of(new RoomSnapshot.FileText(FILE, "python", "e1", revision, text)),
        List.of("p1"),
        Optional.empty());
  }
}
