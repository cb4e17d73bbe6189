package dev.parley.storage;

import dev.parley.json.EventJson;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry. Its body is the event's JSON; what is also a column is so for the sake of an index.
 */
@Entity
@Table(name = "entries")
@IdClass(EntryRow.Key.class)
class EntryRow {

  @Id UUID room;

  @Id long seq;

  @Column(name = "at_ms")
  long at;

  @Column(name = "caused_by")
  String by;

  String kind;

  /** The file it is about, as the seq of that file's first entry; null when about none. */
  Long origin;

  Long revision;

  String client;

  @Column(name = "client_number")
  Long number;

  /** How many pieces of its body are in overflow. */
  int pieces;

  String body;

  /** Null in entries older than hashes are. */
  byte[] hash;

  protected EntryRow() {}

  EntryRow(UUID room, JournalEntry entry, Long origin, LongText body, String hash) {
    this.room = room;
    this.seq = entry.seq();
    this.at = entry.at();
    this.by = entry.by().orElse(null);
    this.kind = name(entry.event().kind());
    this.origin = origin;
    this.body = body.head();
    this.pieces = body.pieces().size();
    this.hash = HexFormat.of().parseHex(hash);
    if (entry.event() instanceof RoomEvent.Changed change) {
      this.revision = change.revision();
      this.client = change.client();
      this.number = change.first();
    } else if (entry.event() instanceof RoomEvent.FileCreated) {
      this.revision = 0L;
    }
  }

  JournalEntry entry(EventJson json, String wholeBody) {
    return new JournalEntry(
        seq,
        at,
        Optional.ofNullable(by),
        json.event(RoomEvent.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), wholeBody),
        hex(hash));
  }

  static Optional<String> hex(byte[] hash) {
    return Optional.ofNullable(hash).map(HexFormat.of()::formatHex);
  }

  static String name(RoomEvent.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  record Key(UUID room, long seq) {}
}
