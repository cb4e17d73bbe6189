package dev.parley.storage;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** A piece of a body that was too long for its own row. */
@Entity
@Table(name = "overflow")
@IdClass(OverflowRow.Key.class)
class OverflowRow {

  static final String ENTRY = "entry";
  static final String SNAPSHOT = "snapshot";

  @Id UUID room;

  @Id String owner;

  @Id long seq;

  @Id int piece;

  String body;

  protected OverflowRow() {}

  OverflowRow(UUID room, String owner, long seq, int piece, String body) {
    this.room = room;
    this.owner = owner;
    this.seq = seq;
    this.piece = piece;
    this.body = body;
  }

  record Key(UUID room, String owner, long seq, int piece) {}
}
