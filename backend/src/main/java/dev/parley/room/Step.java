package dev.parley.room;

import dev.parley.text.Change;
import java.util.Comparator;
import java.util.Optional;

/**
 * How a whole-text client may have come to a text.
 *
 * @param from the text it edited, of those sent to it; empty for the one it showed before
 * @param edit what it then did
 * @param places where it did something
 */
record Step(Optional<SentText> from, Change edit, int places) {

  /** Another place to go to costs as much as a dozen units typed; so does putting for taking. */
  private static final int PLACE = 12;

  /** A stretch is selected and gone, however long it is. */
  private static final int MOST_TAKEN = 8;

  static final Comparator<Step> LIKELIEST = Comparator.comparingLong(Step::effort);

  static Step of(Optional<SentText> from, Change edit) {
    int[] places = {0};
    edit.forEach(
        new Change.Sections() {
          @Override
          public void keep(int length) {}

          @Override
          public void replace(int length, String insert) {
            places[0]++;
          }
        });
    return new Step(from, edit, places[0]);
  }

  /** The number of the text it edited, 0 for the one it showed before. */
  long number() {
    return from.map(SentText::number).orElse(0L);
  }

  long effort() {
    int turns = replaces() ? places + 1 : places;
    return edit.inserted() + Math.min(edit.deleted(), MOST_TAKEN) + (long) PLACE * turns;
  }

  /** Whether it both puts in and takes away. */
  boolean replaces() {
    return Math.min(edit.deleted(), edit.inserted()) > 0;
  }

  /** Whether this would be at least another place less to go to. */
  boolean saves(Step other) {
    return effort() + PLACE <= other.effort();
  }

  /** Whether this would be no more than two places more to go to. */
  boolean isAlmost(Step other) {
    return effort() <= other.effort() + 2 * PLACE;
  }

  /** Whether this step makes another hard to believe: it is something, and the other far more. */
  boolean contradicts(Step other) {
    return places > 0 && 2 * effort() < other.effort();
  }
}
