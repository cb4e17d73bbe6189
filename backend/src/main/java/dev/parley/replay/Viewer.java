package dev.parley.replay;

import static java.util.Objects.requireNonNull;

import dev.parley.auth.Role;
import dev.parley.replay.Timeline.Marker;
import dev.parley.replay.Timeline.Sort;
import dev.parley.room.JournalEntry;
import java.util.Optional;

/**
 * Somebody who looks back at a room, and the one place that says what of its past is not for
 * everybody. An interviewer sees all of it; others never see what is said of somebody else's page,
 * nor which room this one was forked from, as that room's code would let them in there.
 *
 * @param participant who they are in the room, if they showed a token of it
 */
public record Viewer(Optional<String> participant, boolean interviewer) {

  /** Somebody who knows the room's code and nothing else. */
  public static final Viewer STRANGER = new Viewer(Optional.empty(), false);

  public Viewer {
    requireNonNull(participant, "participant");
  }

  /** A participant in a role. */
  public static Viewer of(String participant, Role role) {
    return new Viewer(Optional.of(participant), role == Role.INTERVIEWER);
  }

  /** Whether an entry is theirs to see. Every kind is named here, so that a new one must be. */
  public boolean sees(JournalEntry entry) {
    return switch (entry.event().kind()) {
      case FORKED -> interviewer;
      case SIGNAL -> interviewer || isOwn(entry.by());
      case ROOM_CREATED,
          JOINED,
          LEFT,
          FILE_CREATED,
          FILE_RENAMED,
          FILE_DELETED,
          CHANGE,
          LANGUAGE,
          RUN_REQUESTED,
          RUN_STARTED,
          INPUT,
          INPUT_HOLDER,
          OUTPUT,
          RUN_FINISHED,
          STATE,
          TITLE,
          PRESENCE ->
          true;
    };
  }

  boolean sees(Marker marker) {
    return interviewer || marker.sort() != Sort.SIGNAL || isOwn(marker.by());
  }

  private boolean isOwn(Optional<String> by) {
    return by.isPresent() && by.equals(participant);
  }
}
