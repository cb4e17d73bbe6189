package dev.parley.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What one client meant to do, and what it was told became of it. Strokes count from 0, in the
 * order in which they were made. Thread-safe.
 */
final class History {

  /** What the client knows of a stroke. */
  enum Fate {
    /** Not answered yet. */
    OPEN,
    /** The server said that it has it. */
    ACKNOWLEDGED,
    /** It will never be answered: it may be there, but not twice. */
    UNKNOWN
  }

  /** A line of its own that a client typed or, later, took away again. */
  record Stroke(String line, boolean removes, Fate fate) {

    Stroke meets(Fate end) {
      return new Stroke(line, removes, end);
    }
  }

  private final String client;
  private final List<Stroke> strokes = new ArrayList<>();
  private int answered;
  private long acknowledged;

  History(String client) {
    this.client = client;
  }

  String client() {
    return client;
  }

  /** The client typed a line that nobody ever typed before. Returns the stroke's number. */
  synchronized int typed(String line) {
    strokes.add(new Stroke(line, false, Fate.OPEN));
    return strokes.size() - 1;
  }

  /** The client took away a line it had typed. */
  synchronized int removed(String line) {
    strokes.add(new Stroke(line, true, Fate.OPEN));
    return strokes.size() - 1;
  }

  /** Every stroke before this number is acknowledged, or was given up. */
  synchronized void acknowledgedBefore(int number) {
    for (; answered < number; answered++) {
      meet(answered, Fate.ACKNOWLEDGED);
    }
  }

  /** One stroke is acknowledged, whatever became of those before. */
  synchronized void acknowledged(int number) {
    meet(number, Fate.ACKNOWLEDGED);
  }

  /** Nothing that is still open will ever be answered. */
  synchronized void givenUp() {
    for (int i = answered; i < strokes.size(); i++) {
      meet(i, Fate.UNKNOWN);
    }
    answered = strokes.size();
  }

  private void meet(int number, Fate fate) {
    if (strokes.get(number).fate() == Fate.OPEN) {
      strokes.set(number, strokes.get(number).meets(fate));
      acknowledged += fate == Fate.ACKNOWLEDGED ? 1 : 0;
    }
  }

  synchronized int size() {
    return strokes.size();
  }

  synchronized long acknowledged() {
    return acknowledged;
  }

  synchronized List<Stroke> strokes() {
    return List.copyOf(strokes);
  }
}
