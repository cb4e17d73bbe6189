package dev.parley.storage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A room that was erased, until the file has nothing of it any more. */
@Entity
@Table(name = "erasures")
class ErasureRow {

  @Id UUID room;

  @Column(name = "erased_at")
  Instant erasedAt;

  protected ErasureRow() {}

  ErasureRow(UUID room, Instant erasedAt) {
    this.room = room;
    this.erasedAt = erasedAt;
  }
}
