package dev.parley.room;

import static java.util.Objects.requireNonNull;

import dev.parley.text.Change;

/**
 * An edit made somewhere else, on a revision that is known.
 *
 * @param client names this one edit: the same edit under the same name is taken once
 * @param revision of the text that the change was made on
 */
public record BasedEdit(String client, long revision, Change change) {

  public BasedEdit {
    requireNonNull(client, "client");
    requireNonNull(change, "change");
  }
}
