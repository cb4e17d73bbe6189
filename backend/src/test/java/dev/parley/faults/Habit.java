package dev.parley.faults;

import java.util.List;

/**
 * How a whole-text client is built.
 *
 * @param name what the figures call it
 * @param echoes whether it says which revision it looks at
 * @param pongs whether its pongs are heard, as every real one's are
 * @param debounce milliseconds without a stroke before it sends; 0 to send every stroke
 * @param unsent what becomes of strokes that are not sent yet when a text comes
 * @param hearing milliseconds that may pass between its pong and the text's showing, in a client
 *     whose hearing and showing are two threads
 * @param sending milliseconds that may pass between a stroke and its sending, in a client whose
 *     typing and sending are two threads; what comes meanwhile is shown and answered meanwhile
 * @param reflects whether it sends back every text that it is sent, as editors do that call setting
 *     a text a change
 */
record Habit(
    String name,
    boolean echoes,
    boolean pongs,
    int debounce,
    Unsent unsent,
    int hearing,
    int sending,
    boolean reflects) {

  /** What a client does with its unsent strokes when a text comes. */
  enum Unsent {
    /** Sends them, then shows the text: as it should be. */
    SENT_FIRST,
    /** Keeps them and leaves the text aside. */
    KEPT,
    /** Shows the text; they are gone, and nobody ever hears of them. */
    OVERWRITTEN
  }

  private static Habit of(String name) {
    return new Habit(name, false, true, 0, Unsent.SENT_FIRST, 0, 0, false);
  }

  private Habit echoing() {
    return new Habit(
        name + ", echoing revisions", true, pongs, debounce, unsent, hearing, sending, reflects);
  }

  private Habit collecting(Unsent fate) {
    return new Habit(name, echoes, pongs, 300, fate, hearing, sending, reflects);
  }

  private Habit lagging(int heard, int sent) {
    return new Habit(name, echoes, pongs, debounce, unsent, heard, sent, reflects);
  }

  /** Sends every stroke and believes every text. */
  static final Habit PLAIN = of("plain");

  static final Habit DEBOUNCED = of("debounced").collecting(Unsent.SENT_FIRST);
  static final Habit REFLECTING =
      new Habit("reflecting", false, true, 0, Unsent.SENT_FIRST, 0, 0, true);

  /** Those that say what they look at: nothing may ever be lost. */
  static final List<Habit> KNOWN =
      List.of(PLAIN.echoing(), of("two threads").lagging(40, 40).echoing());

  /**
   * Those that do one thing at a time, so that their pongs say it, and one that says it itself. Of
   * several strokes in one text only the difference is known, which can be read in several ways.
   */
  static final List<Habit> HEARD = List.of(PLAIN, REFLECTING, DEBOUNCED, DEBOUNCED.echoing());

  /** Those whose pongs come from another thread. */
  static final List<Habit> THREADED =
      List.of(
          of("two threads, hearing").lagging(5, 0),
          of("two threads, sending").lagging(0, 5),
          of("two threads, far apart").lagging(40, 40),
          of("two threads, debounced").collecting(Unsent.SENT_FIRST).lagging(5, 5));

  /** Nothing is known of it but what it sends. */
  static final Habit UNHEARD =
      new Habit("without pongs", false, false, 0, Unsent.SENT_FIRST, 0, 0, false);

  /** Those that are their own worst enemies. */
  static final List<Habit> UNSOUND =
      List.of(
          of("leaving aside").collecting(Unsent.KEPT),
          of("overwriting").collecting(Unsent.OVERWRITTEN),
          UNHEARD);
}
