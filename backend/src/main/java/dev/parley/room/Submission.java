package dev.parley.room;

import dev.parley.text.Change;
import java.util.List;
import java.util.Objects;

/**
 * Changes that a client asks a document to take, as they came in: nothing in it is checked yet.
 *
 * @param client who numbers these changes: one open page, not one person
 * @param by the participant they are attributed to
 * @param base revision of the text that the first change was made on
 * @param first number of the first change; a client numbers its changes from 0 without gap
 * @param changes each made on the result of the one before it
 * @param source how the text came about, such as {@code typing} or {@code paste}
 */
public record Submission(
    String client, String by, long base, long first, List<Change> changes, String source) {
  public Submission {
    Objects.requireNonNull(client);
    Objects.requireNonNull(by);
    Objects.requireNonNull(source);
    changes = List.copyOf(changes);
  }
}
