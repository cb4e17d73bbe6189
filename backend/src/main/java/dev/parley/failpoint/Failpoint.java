package dev.parley.failpoint;

/** A moment between two steps that belong together. */
public enum Failpoint {
  /** A group's rows are written, its transaction is open. */
  BEFORE_COMMIT,
  /** A group is committed, nobody has been told. */
  AFTER_COMMIT,
  /** An edit's entry is written, the snapshot that covers it is not. */
  MID_SNAPSHOT,
  /** Parts of the database file are about to be moved together. */
  BEFORE_COMPACTION,
  /** They are moved, and no commit has followed. */
  AFTER_COMPACTION,
  /** An edit is shown to everybody, its author has no answer yet. */
  BEFORE_ACKNOWLEDGEMENT
}
