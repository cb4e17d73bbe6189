package dev.parley.room;

import static java.util.Objects.requireNonNull;

import dev.parley.session.RoomState;
import java.util.List;
import java.util.Optional;

/**
 * A room as it stood after entry {@code seq}: what opening it would otherwise have to fold from the
 * start.
 *
 * @param at the clock of entry {@code seq}
 * @param present the ids of those who had joined and not left
 * @param running the id of the run that had not finished
 */
public record RoomSnapshot(
    long seq,
    long at,
    String title,
    String language,
    RoomState state,
    List<FileText> files,
    List<String> present,
    Optional<String> running) {

  public RoomSnapshot {
    requireNonNull(title, "title");
    requireNonNull(language, "language");
    requireNonNull(state, "state");
    files = List.copyOf(files);
    present = List.copyOf(present);
    requireNonNull(running, "running");
  }

  /** One file's text at a revision. */
  public record FileText(String file, String language, String epoch, long revision, String text) {

    public FileText {
      requireNonNull(file, "file");
      requireNonNull(language, "language");
      requireNonNull(epoch, "epoch");
      requireNonNull(text, "text");
    }
  }
}
