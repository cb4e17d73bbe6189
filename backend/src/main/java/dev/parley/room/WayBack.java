package dev.parley.room;

import dev.parley.text.Change;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * From a text back to what it was a few changes ago. Bounded in changes and in weight: the oldest
 * go first. Lives on the room's lane.
 */
final class WayBack {

  private final DocumentLimits limits;

  /** What takes each change back, newest first. */
  private final Deque<Change> inverses = new ArrayDeque<>();

  private long units;

  WayBack(DocumentLimits limits) {
    this.limits = limits;
  }

  /** A change is about to be applied to this text. */
  void before(Change change, CharSequence text) {
    Change inverse = change.invert(text);
    inverses.push(inverse);
    units += weight(inverse);
    while (inverses.size() > limits.checkable() || units > limits.tailUnits()) {
      units -= weight(inverses.removeLast());
    }
  }

  /** The text as it was so many changes ago; empty when that is not known any more. */
  Optional<String> from(String text, long changes) {
    if (changes < 0 || changes > inverses.size()) {
      return Optional.empty();
    }
    if (changes == 0) {
      return Optional.of(text);
    }
    StringBuilder back = new StringBuilder(text);
    Iterator<Change> next = inverses.iterator();
    for (long i = 0; i < changes; i++) {
      next.next().apply(back);
    }
    return Optional.of(back.toString());
  }

  private static long weight(Change change) {
    return change.inserted() + 4L * change.sections();
  }
}
