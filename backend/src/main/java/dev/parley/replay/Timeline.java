package dev.parley.replay;

import static java.util.Objects.requireNonNull;

import dev.parley.auth.Role;
import dev.parley.room.RoomEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A room's hour at a glance.
 *
 * @param start when the room was made; times are counted from here
 * @param duration up to its last entry
 * @param seq of the last entry
 * @param files those that ever were, in order of their creation
 * @param participants those who ever joined, in order of their first coming
 * @param counts entries by kind; a kind without any is left out
 * @param markers where to look, in order
 * @param unmarked how many more markers there would be beyond their bound
 */
public record Timeline(
    Instant start,
    Duration duration,
    long seq,
    List<FileLine> files,
    List<Person> participants,
    Map<RoomEvent.Kind, Long> counts,
    List<Marker> markers,
    long unmarked) {

  public Timeline {
    requireNonNull(start, "start");
    requireNonNull(duration, "duration");
    files = List.copyOf(files);
    participants = List.copyOf(participants);
    counts = Map.copyOf(counts);
    markers = List.copyOf(markers);
  }

  /** What of it a viewer may see. */
  public Timeline seenBy(Viewer viewer) {
    return new Timeline(
        start,
        duration,
        seq,
        files,
        participants,
        counts,
        markers.stream().filter(viewer::sees).toList(),
        unmarked);
  }

  /**
   * A file, under its last name.
   *
   * @param revision its last
   * @param deleted whether it is gone
   */
  public record FileLine(String file, String language, long revision, boolean deleted) {

    public FileLine {
      requireNonNull(file, "file");
      requireNonNull(language, "language");
    }

    FileLine named(String name) {
      return new FileLine(name, language, revision, deleted);
    }

    FileLine speaking(String other) {
      return new FileLine(file, other, revision, deleted);
    }

    FileLine at(long later) {
      return new FileLine(file, language, later, deleted);
    }

    FileLine gone() {
      return new FileLine(file, language, revision, true);
    }
  }

  /** Somebody, as they last joined. */
  public record Person(String id, String username, Role role, String color) {

    public Person {
      requireNonNull(id, "id");
      requireNonNull(username, "username");
      requireNonNull(role, "role");
      requireNonNull(color, "color");
    }
  }

  /**
   * Something worth jumping to.
   *
   * @param at milliseconds since the start
   * @param by the participant who caused it
   * @param what the one word that tells it from others of its sort: a language, a file, a state
   */
  public record Marker(long seq, long at, Optional<String> by, Sort sort, String what) {

    public Marker {
      requireNonNull(by, "by");
      requireNonNull(sort, "sort");
      requireNonNull(what, "what");
    }
  }

  /** What a marker marks, and what its {@code what} is. */
  public enum Sort {
    /** Somebody came in: their name. */
    JOINED,
    /** Somebody went: their name. */
    LEFT,
    /** Somebody pressed Run: the language. */
    RUN,
    /** A run ended: the reason. */
    RUN_FINISHED,
    /** The language was changed: the new one. */
    LANGUAGE,
    /** A file was made: its name. */
    FILE_CREATED,
    /** A file was renamed: its new name. */
    FILE_RENAMED,
    /** A file was deleted: its name. */
    FILE_DELETED,
    /** Much was inserted at once: the file. */
    PASTE,
    /** An earlier version was brought back: the file. */
    RESTORED,
    /** Something about a person's page: the signal. */
    SIGNAL,
    /** The room moved on: the new state. */
    STATE,
    /** The room has another title: the new one. */
    TITLE
  }
}
