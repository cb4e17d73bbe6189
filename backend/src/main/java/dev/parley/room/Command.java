package dev.parley.room;

import static java.util.Objects.requireNonNull;

import dev.parley.auth.Claims;
import dev.parley.execution.Window;
import dev.parley.files.FileName;
import dev.parley.session.RoomState;
import dev.parley.text.Change;
import dev.parley.text.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be asked of a room, past the edge: parsed, checked for shape, not yet judged. */
public sealed interface Command {

  /**
   * Comes in.
   *
   * @param bearer what the newcomer's token says, if one was shown
   * @param username what a client without a token calls itself
   * @param client the page's own random id, given by op clients
   * @param have what an op client still has, by file
   */
  record Join(
      Optional<Claims> bearer,
      String username,
      Seat.Form form,
      Optional<String> client,
      Map<String, Known> have)
      implements Command {
    public Join {
      have = Map.copyOf(have);
    }

    /** A file as a returning client knows it. */
    public record Known(String epoch, long revision) {}
  }

  /** Pushes changes made at a revision. */
  record Push(
      Optional<String> file,
      String epoch,
      long revision,
      String client,
      long first,
      List<Change> changes,
      String source)
      implements Command {
    public Push {
      requireNonNull(epoch, "epoch");
      requireNonNull(client, "client");
      changes = List.copyOf(changes);
    }
  }

  /** Says what the whole text should be. */
  record WholeText(Optional<String> file, String code, Optional<Long> revision)
      implements Command {}

  /** Asks for what happened after a revision. */
  record Pull(Optional<String> file, long from) implements Command {}

  /**
   * Says which text a page has at a revision.
   *
   * @param length in UTF-16 units
   * @param hash as {@link String#hashCode}
   * @param differed what was wrong with a copy that the page has just repaired
   */
  record Check(
      Optional<String> file,
      String epoch,
      long revision,
      int length,
      int hash,
      Optional<Differed> differed)
      implements Command {

    /** The first place where the page had something else than the room has. */
    public record Differed(int at, String had, String has) {}
  }

  /** Switches a file, by default the main one, to another language. */
  record ChangeLanguage(String language, Optional<String> file) implements Command {}

  /** Makes a file. */
  record CreateFile(FileName file, Optional<String> language, Optional<String> text)
      implements Command {}

  /** Gives a file another name. */
  record RenameFile(String file, FileName to) implements Command {}

  /** Takes a file away. */
  record DeleteFile(String file) implements Command {}

  /**
   * Shows where the caret is.
   *
   * @param follows the participant whose caret the sender's view follows
   */
  record Point(Optional<String> file, long revision, Selection selection, Optional<String> follows)
      implements Command {}

  /** Runs a file. */
  record Execute(
      Optional<String> file,
      Optional<String> language,
      String stdin,
      List<String> arguments,
      RunMode mode,
      Window window)
      implements Command {
    public Execute {
      arguments = List.copyOf(arguments);
    }
  }

  /** Types into the running program. */
  record TypeInput(String id, String data) implements Command {}

  /** Asks who holds the running program's input for it. */
  record AskInput(String id) implements Command {}

  /** Gives the running program's input to a participant. */
  record GiveInput(String id, String to) implements Command {}

  /** Takes the running program's input, asked or not. */
  record TakeInput(String id) implements Command {}

  /** Gives the running program's terminal another size. */
  record Resize(String id, Window window) implements Command {}

  /** Stops the running program. */
  record Stop(String id) implements Command {}

  /** Ends the running program's input. */
  record EndInput(String id) implements Command {}

  /** Tells of something on the sender's page. */
  record Signal(String kind, Optional<String> detail) implements Command {}

  /** Changes the room itself. */
  record Update(Optional<RoomState> state, Optional<String> title) implements Command {}
}
