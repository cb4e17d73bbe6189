package dev.parley.execution;

/** Why the server, not the program, ends a run. */
sealed interface Ending {

  /** A person or the server pressed Stop. */
  record Stopped(String by) implements Ending {}

  /** Nobody is left who could see it. */
  record Abandoned() implements Ending {}

  /** The server is stopping. */
  record Interrupted() implements Ending {}

  /** More output than allowed. */
  record Flood() implements Ending {}

  /** The supervisor should have ended the compiler and did not. */
  record CompileTime() implements Ending {}

  /** The supervisor should have ended the program and did not. */
  record WallTime() implements Ending {}

  /** Our fault. */
  record Broken(String message) implements Ending {}
}
