package dev.parley.replay;

import static java.util.Objects.requireNonNull;

import dev.parley.session.RoomState;
import java.util.List;
import java.util.Optional;

/**
 * A room as it stood after an entry of its log.
 *
 * @param seq of that entry; 0 before the first, when there is nothing yet
 * @param at the entry's time, in milliseconds since the room's start
 * @param files those that were there, in order of their creation
 */
public record Moment(
    long seq, long at, String title, String language, RoomState state, List<FileMoment> files) {

  /** About what a moment, and each of its files, takes beside the texts. */
  private static final int OVERHEAD = 100;

  public Moment {
    requireNonNull(title, "title");
    requireNonNull(language, "language");
    requireNonNull(state, "state");
    files = List.copyOf(files);
  }

  /** The file of this name. */
  public Optional<FileMoment> file(String name) {
    return files.stream().filter(file -> file.file().equals(name)).findFirst();
  }

  /** The file that has this history, whatever its name was then. */
  public Optional<FileMoment> ofEpoch(String epoch) {
    return files.stream().filter(file -> file.epoch().equals(epoch)).findFirst();
  }

  /** What it weighs in memory, in UTF-16 units, for those who keep moments. */
  int units() {
    return title.length() + files.stream().mapToInt(FileMoment::units).sum() + OVERHEAD;
  }

  /** One file's text at a revision, under the name and with the language it had then. */
  public record FileMoment(String file, String language, String epoch, long revision, String text) {

    public FileMoment {
      requireNonNull(file, "file");
      requireNonNull(language, "language");
      requireNonNull(epoch, "epoch");
      requireNonNull(text, "text");
    }

    private int units() {
      return file.length() + text.length() + OVERHEAD;
    }
  }
}
