package dev.parley.room;

import dev.parley.auth.Role;
import dev.parley.execution.OutputKind;
import dev.parley.execution.Verdict;
import dev.parley.session.RoomState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a room answers to the commands that succeed: the acknowledgements of the protocol. */
public sealed interface Answer {

  /** Done, and there is nothing more to say. */
  record Done() implements Answer {}

  /** The answer to {@code join}: everything a newcomer needs. */
  record Welcome(
      Self self,
      RoomFacts room,
      List<FileState> files,
      List<ServerMessage.Participants.Present> participants,
      List<ServerMessage.PresenceUpdated> presence,
      Optional<RunSoFar> run,
      Limits limits,
      long at)
      implements Answer {

    public Welcome {
      files = List.copyOf(files);
      participants = List.copyOf(participants);
      presence = List.copyOf(presence);
    }

    /** Who the newcomer is to the others. */
    public record Self(
        String id,
        String username,
        Role role,
        String color,
        boolean readOnly,
        Optional<String> client) {}

    /** The room itself. */
    public record RoomFacts(UUID id, String code, String title, RoomState state, String language) {}

    /**
     * What pages say no to by themselves, before anything is typed or sent in vain.
     *
     * @param fileLength UTF-16 units that a file may grow to
     * @param files that the room may have
     * @param text UTF-16 units that these may have in all
     */
    public record Limits(int fileLength, int files, int text) {}
  }

  /** A file for a newcomer: whole, or what changed since the revision the newcomer has. */
  sealed interface FileState {

    /**
     * The whole text.
     *
     * @param accepted how many changes of the newcomer's client are in it, where that is known
     */
    record Whole(
        String file,
        String language,
        String epoch,
        long revision,
        String text,
        Optional<Long> accepted)
        implements FileState {}

    /** What happened after {@code from}. */
    record Changes(
        String file,
        String language,
        String epoch,
        long from,
        List<ServerMessage.CodeUpdated.Entry> changes)
        implements FileState {
      public Changes {
        changes = List.copyOf(changes);
      }
    }
  }

  /**
   * The run that is under way, or the last one, as far as it is remembered.
   *
   * @param holder who may type into the program
   * @param asking who would like to
   * @param waiting whether the program waits for input
   */
  record RunSoFar(
      String id,
      String state,
      String language,
      String by,
      RunMode mode,
      Optional<String> holder,
      List<String> asking,
      int place,
      Optional<Long> expectedMs,
      boolean waiting,
      List<Chunk> output,
      Optional<Verdict> verdict) {

    public RunSoFar {
      asking = List.copyOf(asking);
      output = List.copyOf(output);
    }

    /** One numbered piece of output. */
    public record Chunk(long n, OutputKind stream, String data, long at) {}
  }

  /** The changes are in; {@code revision} is the file's after the last of them. */
  record Pushed(long revision) implements Answer {}

  /** The text is in; {@code merged} when it was merged with others' edits. */
  record TextTaken(long revision, boolean merged) implements Answer {}

  /** The answer to {@code code_pull}: changes, or the whole where they are no longer kept. */
  sealed interface Pulled extends Answer {

    /** What happened after {@code from}. */
    record Changes(long from, List<ServerMessage.CodeUpdated.Entry> changes) implements Pulled {
      public Changes {
        changes = List.copyOf(changes);
      }
    }

    /**
     * The whole text.
     *
     * @param accepted how many changes of the asking client are in it, where that is known
     */
    record Whole(String epoch, long revision, String text, Optional<Long> accepted)
        implements Pulled {}
  }

  /** Whether a page's copy of a text is right. */
  sealed interface Checked extends Answer {

    /** It is; {@code equal} is true. */
    record Equal(boolean equal) implements Checked {}

    /** Nobody knows: that revision lies too far back. */
    record Unknown() implements Checked {}

    /** It is not; this is the text, with what {@link Pulled.Whole} says beside it. */
    record Different(String epoch, long revision, String text, Optional<Long> accepted)
        implements Checked {}
  }

  /** The language is set. */
  record LanguageSet(String language) implements Answer {}

  /** The file is made, named or gone; {@code file} is its name now, or was at its end. */
  record FileTaken(String file) implements Answer {}

  /**
   * A whole text is in, sent from outside the room.
   *
   * @param created whether it made the file
   * @param text what the file has now, where that is not what was sent
   */
  record Saved(
      String file,
      String language,
      String epoch,
      long revision,
      boolean created,
      Optional<String> text)
      implements Answer {}

  /** Files are in, all of them: new ones, and those whose text is another now. */
  record Imported(List<String> created, List<String> changed) implements Answer {
    public Imported {
      created = List.copyOf(created);
      changed = List.copyOf(changed);
    }
  }

  /** The run is taken. */
  record RunTaken(Taken execution) implements Answer {

    /** Where it stands. */
    public record Taken(String id, String state, int place) {}
  }
}
