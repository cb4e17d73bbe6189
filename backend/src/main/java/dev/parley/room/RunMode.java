package dev.parley.room;

/** What a run is. */
public enum RunMode {
  /** A program, from its start to its end. */
  RUN,
  /** An interactive session in a file's language. */
  REPL,
  /** A shell among the room's files. */
  SHELL
}
