package dev.parley.container;

/** Whether somebody waits for a sandbox that is to be made. */
public enum Urgency {
  /** Nobody does: it is made for later, with the language's own process started ahead. */
  AHEAD,

  /**
   * Somebody does: it is to be ready soonest. A process that gets ready for its program takes
   * longer to do so than the program itself takes to start, hence there is none.
   */
  AWAITED
}
