package dev.parley.room;

import dev.parley.auth.Role;
import dev.parley.execution.OutputKind;
import dev.parley.execution.Verdict;
import dev.parley.session.RoomState;
import dev.parley.text.Change;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that can happen in a room. A room is the fold of its events: they rebuild it after a
 * crash, feed the late joiner, and are the replay. The log's {@code kind} of an event is its
 * record's {@link Kind}; component names are the log's field names.
 */
public sealed interface RoomEvent {

  /** The kind under which the log knows this event. */
  default Kind kind() {
    return Kind.of(getClass());
  }

  /** The closed list of kinds; the log writes them in lower case. */
  enum Kind {
    ROOM_CREATED(RoomCreated.class),
    FORKED(Forked.class),
    JOINED(Joined.class),
    LEFT(Left.class),
    FILE_CREATED(FileCreated.class),
    FILE_RENAMED(FileRenamed.class),
    FILE_DELETED(FileDeleted.class),
    CHANGE(Changed.class),
    LANGUAGE(LanguageChanged.class),
    RUN_REQUESTED(RunRequested.class),
    RUN_STARTED(RunStarted.class),
    INPUT(Input.class),
    INPUT_HOLDER(InputHeld.class),
    OUTPUT(Output.class),
    RUN_FINISHED(RunFinished.class),
    SIGNAL(Signalled.class),
    STATE(StateChanged.class),
    TITLE(TitleChanged.class),
    PRESENCE(Pointed.class);

    private final Class<? extends RoomEvent> type;

    Kind(Class<? extends RoomEvent> type) {
      this.type = type;
    }

    /** The record that carries this kind. */
    public Class<? extends RoomEvent> type() {
      return type;
    }

    private static final Map<Class<?>, Kind> BY_TYPE =
        Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Kind::type, kind -> kind));

    private static Kind of(Class<?> type) {
      return BY_TYPE.get(type);
    }
  }

  /** The first event of every room. */
  record RoomCreated(String title, String language) implements RoomEvent {}

  /**
   * The room began as another stood once.
   *
   * @param code the other room's
   * @param fromSeq the last entry of the other room's log that this one has seen the effect of
   * @param fromAt milliseconds since the other room's start
   */
  record Forked(String code, long fromSeq, long fromAt) implements RoomEvent {}

  /** Somebody came in; {@code id} is their public name for as long as they stay. */
  record Joined(String id, String username, Role role, String color) implements RoomEvent {}

  /** Somebody went, or was gone when the server came back. */
  record Left(String id) implements RoomEvent {}

  /** A file with its first text, which is revision 0. */
  record FileCreated(String file, String language, String epoch, String text)
      implements RoomEvent {}

  /** The same history under another name. */
  record FileRenamed(String file, String to) implements RoomEvent {}

  /** The file is gone from the room; its history stays in the log. */
  record FileDeleted(String file) implements RoomEvent {}

  /**
   * One accepted change of a file's text.
   *
   * @param revision of the file after it
   * @param first the number the client gave it
   */
  record Changed(
      String file, long revision, String client, long first, Change change, String source)
      implements RoomEvent {

    /** The source of a change that brought an earlier text back. */
    public static final String RESTORED = "restore";
  }

  /** The language of a file, and with it the room's, was changed. */
  record LanguageChanged(String language, String file) implements RoomEvent {}

  /**
   * Somebody pressed Run, and holds the program's input from then on.
   *
   * @param mode of a session; empty for a program
   */
  record RunRequested(String id, String language, String file, Optional<RunMode> mode)
      implements RoomEvent {}

  /** A container took the run. */
  record RunStarted(String id, long waitedMs, boolean warm) implements RoomEvent {}

  /** Somebody typed into the program. */
  record Input(String id, String data) implements RoomEvent {}

  /** The program's input passed on to somebody, or to nobody where nobody is left. */
  record InputHeld(String id, Optional<String> holder) implements RoomEvent {}

  /** The program wrote; {@code n} counts the run's chunks from 0 without a gap. */
  record Output(String id, long n, OutputKind stream, String data) implements RoomEvent {}

  /** The run is over. */
  record RunFinished(String id, Verdict verdict) implements RoomEvent {}

  /** Something about a person's page: left it, came back, pasted much, set a checkpoint. */
  record Signalled(String signal, Optional<String> detail) implements RoomEvent {}

  /** The room moved on. */
  record StateChanged(RoomState state) implements RoomEvent {}

  /** The room has another title. */
  record TitleChanged(String title) implements RoomEvent {}

  /**
   * Where somebody's caret was, thinned.
   *
   * @param ranges pairs of anchor and head at {@code revision}
   */
  record Pointed(String client, String file, long revision, List<List<Integer>> ranges)
      implements RoomEvent {
    public Pointed {
      ranges = ranges.stream().map(List::copyOf).toList();
    }
  }
}
