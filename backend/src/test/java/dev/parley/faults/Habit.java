package dev.parley.faults;

import java.util.List;

/**
 * How a whole-text client is built.
 *
 * @param echoes whether it says which revision it looks at
 * @param pongs whether its pongs are heard, as every real one's are
 * @param debounce milliseconds without a stroke before it sends; 0 to send every stroke
 * @param leavesAside whether it ignores the texts that come while it has strokes unsent, where a
 *     good client sends first and shows then
 * @param lag milliseconds that may pass between its pong and the text's showing, in a client whose
 *     hearing and typing are two threads
 */
record Habit(boolean echoes, boolean pongs, int debounce, boolean leavesAside, int lag) {

  /** Sends every stroke and believes every text. */
  static final Habit PLAIN = new Habit(false, true, 0, false, 0);

  static final Habit ECHOING = new Habit(true, true, 0, false, 0);
  static final Habit DEBOUNCED = new Habit(false, true, 300, false, 0);
  static final Habit DEBOUNCED_ECHOING = new Habit(true, true, 300, false, 0);

  /** Those that say what they look at: nothing may ever be lost. */
  static final List<Habit> KNOWN = List.of(ECHOING, DEBOUNCED_ECHOING);

  /** Those whose pongs say it, but for the moment between a text and its ping. */
  static final List<Habit> HEARD = List.of(PLAIN, DEBOUNCED);

  /** Its own worst enemy. */
  static final Habit LEAVING_ASIDE = new Habit(false, true, 300, true, 0);

  static final Habit TWO_THREADS = new Habit(false, true, 0, false, 3);

  /** Nothing is known of it but what it sends. */
  static final Habit UNHEARD = new Habit(false, false, 0, false, 0);

  /** Those whose own fault it is when something is. */
  static final List<Habit> UNSOUND = List.of(TWO_THREADS, LEAVING_ASIDE, UNHEARD);
}
