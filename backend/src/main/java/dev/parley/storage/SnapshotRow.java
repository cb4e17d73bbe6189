package dev.parley.storage;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** A room as it stood after entry {@code seq}. */
@Entity
@Table(name = "snapshots")
@IdClass(SnapshotRow.Key.class)
class SnapshotRow {

  @Id UUID room;

  @Id long seq;

  int pieces;

  String body;

  protected SnapshotRow() {}

  SnapshotRow(UUID room, long seq, LongText body) {
    this.room = room;
    this.seq = seq;
    this.body = body.head();
    this.pieces = body.pieces().size();
  }

  record Key(UUID room, long seq) {}
}
