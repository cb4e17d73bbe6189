package dev.parley.container;

import dev.parley.language.Commands;
import java.util.List;

/** Whether somebody waits for a sandbox that is to be made. */
public enum Urgency {
  /** Nobody does: it is made for later, and what starts in it gets ready for any program. */
  AHEAD,

  /**
   * Somebody does: it is to be ready soonest. Getting ready for any program takes longer than
   * starting the one that is asked for, hence nothing is started that does.
   */
  AWAITED;

  /** The command of the process that is started with the sandbox; empty for none. */
  public List<String> child(Commands commands) {
    return this == AHEAD ? commands.warm() : commands.cold();
  }
}
