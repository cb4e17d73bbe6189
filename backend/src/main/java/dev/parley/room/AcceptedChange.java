package dev.parley.room;

import dev.parley.text.Change;
import java.util.Objects;

/**
 * An entry of a document's log: a change where it took its place, not where it was made.
 *
 * @param revision the document's revision after it, so the first is 1
 * @param client who numbered it
 * @param number its number among the client's changes
 * @param by the participant it is attributed to
 * @param source how the text came about
 * @param change fits the text at {@code revision - 1}
 */
public record AcceptedChange(
    long revision, String client, long number, String by, String source, Change change) {
  public AcceptedChange {
    if (revision < 1 || number < 0) {
      throw new IllegalArgumentException("Revision " + revision + ", number " + number);
    }
    Objects.requireNonNull(client);
    Objects.requireNonNull(by);
    Objects.requireNonNull(source);
    Objects.requireNonNull(change);
  }
}
