package dev.parley.room;

import dev.parley.auth.Role;
import dev.parley.execution.OutputKind;
import dev.parley.execution.Verdict;
import dev.parley.session.RoomState;
import dev.parley.text.Change;
import java.util.List;
import java.util.Optional;

/**
 * Everything a room says to the people in it: the closed set of messages from server to client.
 * Component names are the wire's field names; the event's name is {@link #event()}.
 */
public sealed interface ServerMessage {

  /** The event under which the wire carries this message. */
  String event();

  /** The text for a whole-text client that just came in. */
  record SyncCode(String code, String language, long revision, List<Participant> users)
      implements ServerMessage {
    public SyncCode {
      users = List.copyOf(users);
    }

    @Override
    public String event() {
      return "sync_code";
    }
  }

  /** Accepted changes, for op clients, the sender included. */
  record CodeUpdated(String file, long from, long at, List<Entry> changes)
      implements ServerMessage {
    public CodeUpdated {
      changes = List.copyOf(changes);
    }

    @Override
    public String event() {
      return "code_updated";
    }

    /** One accepted change and whose it was. */
    public record Entry(String client, Optional<String> by, Change change) {}
  }

  /** The text after somebody's edit, for whole-text clients. */
  record TextUpdated(String code, long revision, String userId, String username, String file)
      implements ServerMessage {
    @Override
    public String event() {
      return "code_updated";
    }
  }

  /** The language of a file changed. */
  record LanguageUpdated(String language, String file, String by) implements ServerMessage {
    @Override
    public String event() {
      return "language_updated";
    }
  }

  /** A new file, with all that is needed to edit it. */
  record FileCreated(
      String file, String language, String epoch, long revision, String text, String by)
      implements ServerMessage {
    @Override
    public String event() {
      return "file_created";
    }
  }

  /** The same file, with its history, under another name. */
  record FileRenamed(String file, String to, String by) implements ServerMessage {
    @Override
    public String event() {
      return "file_renamed";
    }
  }

  /** The file is gone. */
  record FileDeleted(String file, String by) implements ServerMessage {
    @Override
    public String event() {
      return "file_deleted";
    }
  }

  /** Somebody came in. */
  record UserJoined(String id, String username, Role role, String color) implements ServerMessage {
    @Override
    public String event() {
      return "user_joined";
    }
  }

  /** Somebody went. */
  record UserLeft(String id, String username, Role role, String color) implements ServerMessage {
    @Override
    public String event() {
      return "user_left";
    }
  }

  /** Who is here. */
  record Participants(List<Present> participants) implements ServerMessage {
    public Participants {
      participants = List.copyOf(participants);
    }

    @Override
    public String event() {
      return "participants";
    }

    /**
     * One person and how they are connected.
     *
     * @param connected false while a token's bearer is briefly gone
     * @param roundTripMs newest measured round trip
     */
    public record Present(
        String id,
        String username,
        Role role,
        String color,
        boolean connected,
        Optional<Long> roundTripMs) {}
  }

  /**
   * Where somebody's caret is, in the coordinates of {@code revision}.
   *
   * @param follows the participant whose caret that person's view follows
   */
  record PresenceUpdated(
      String client,
      String by,
      String file,
      long revision,
      List<List<Integer>> ranges,
      Optional<String> follows)
      implements ServerMessage {
    public PresenceUpdated {
      ranges = ranges.stream().map(List::copyOf).toList();
    }

    @Override
    public String event() {
      return "presence_updated";
    }
  }

  /**
   * A run was asked for, or moved up in the queue.
   *
   * @param expectedMs how long until it runs, by what runs took lately
   */
  record ExecutionQueued(
      String id, String language, String by, RunMode mode, int place, Optional<Long> expectedMs)
      implements ServerMessage {
    @Override
    public String event() {
      return "execution_queued";
    }
  }

  /** A container has the run. */
  record ExecutionStarted(String id, long waitedMs, boolean warm) implements ServerMessage {
    @Override
    public String event() {
      return "execution_started";
    }
  }

  /** The program waits for input and there is none, or it no longer does. */
  record ExecutionWaiting(String id, boolean waiting) implements ServerMessage {
    @Override
    public String event() {
      return "execution_waiting";
    }
  }

  /** The program wrote. */
  record ExecutionOutput(String id, long n, OutputKind stream, String data, long at)
      implements ServerMessage {
    @Override
    public String event() {
      return "execution_output";
    }
  }

  /** Who may type into the program now, and who would like to. */
  record ExecutionInputHolder(String id, Optional<String> holder, List<String> asking)
      implements ServerMessage {
    public ExecutionInputHolder {
      asking = List.copyOf(asking);
    }

    @Override
    public String event() {
      return "execution_input_holder";
    }
  }

  /** Somebody typed into the program. */
  record ExecutionInputShown(String id, String by, String data) implements ServerMessage {
    @Override
    public String event() {
      return "execution_input_shown";
    }
  }

  /** The run is over. */
  record ExecutionFinished(String id, Verdict verdict) implements ServerMessage {
    @Override
    public String event() {
      return "execution_finished";
    }
  }

  /** The room's title or state changed. */
  record RoomUpdated(RoomState state, String title, Optional<String> by) implements ServerMessage {
    @Override
    public String event() {
      return "room_updated";
    }
  }

  /** Something about a person's page; interviewers hear of all, others of themselves. */
  record SignalShown(String by, String kind, Optional<String> detail, long at)
      implements ServerMessage {
    @Override
    public String event() {
      return "signal";
    }
  }

  /** Something went wrong that no acknowledgement can carry. */
  record Failed(String code, String message, boolean retryable) implements ServerMessage {
    @Override
    public String event() {
      return "error";
    }
  }
}
