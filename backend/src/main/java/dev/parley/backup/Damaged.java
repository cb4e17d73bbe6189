package dev.parley.backup;

import dev.parley.replay.Audit;

/** What was to be read is not what it should be, or not whole; the message is for people. */
public final class Damaged extends Exception {

  private static final long serialVersionUID = 1L;

  Damaged(String message) {
    super(message);
  }

  static String clause(Audit.Fault fault) {
    return "entry " + fault.seq() + " " + fault.how() + ".";
  }
}
