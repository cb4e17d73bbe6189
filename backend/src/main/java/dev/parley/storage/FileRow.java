package dev.parley.storage;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** A file's name, its last one when the file is gone. */
@Entity
@Table(name = "files")
@IdClass(FileRow.Key.class)
class FileRow {

  @Id UUID room;

  /** The seq of the entry that created it. */
  @Id long origin;

  String name;

  boolean gone;

  protected FileRow() {}

  FileRow(UUID room, long origin, String name) {
    this.room = room;
    this.origin = origin;
    this.name = name;
  }

  record Key(UUID room, long origin) {}
}
