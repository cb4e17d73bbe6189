package dev.parley.socket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.auth.Claims;
import dev.parley.execution.Window;
import dev.parley.files.FileName;
import dev.parley.room.Command;
import dev.parley.room.Refusal;
import dev.parley.room.Result;
import dev.parley.room.RunMode;
import dev.parley.room.Seat;
import dev.parley.session.RoomState;
import dev.parley.socket.Fields.Malformed;
import dev.parley.text.Change;
import dev.parley.text.ChangeJson;
import dev.parley.text.InvalidChange;
import dev.parley.text.LineEnds;
import dev.parley.text.Selection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads every event a client may send: the protocol's left column, top to bottom. What comes out is
 * a {@link Command}, or a refusal that names the field.
 */
final class CommandReader {

  private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Set<String> SOURCES = Set.of("typing", "paste", "undo");
  private static final Set<String> MODES = Set.of("run", "repl", "shell");
  private static final Set<String> SIGNALS = Set.of("blur", "focus", "paste", "checkpoint");
  private static final int OPS = 2;
  private static final int FILES = 256;
  private static final int CHANGES = 1_000;
  private static final int ARGUMENTS = 64;
  private static final int ARGUMENT_LENGTH = 4_096;
  private static final int NAME = 1_000;
  private static final int DETAIL = 200;
  private static final int NEIGHBOURHOOD = 64;

  /** A field should be a file's name and is none; the message says why. */
  private static final class InvalidName extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidName(String message) {
      super(message, null, false, false);
    }
  }

  private final SocketSettings settings;

  CommandReader(SocketSettings settings) {
    this.settings = settings;
  }

  /** What an event asks for, past the join. */
  Result<Command> read(String event, List<JsonNode> args) {
    try {
      Fields in = Fields.of(args);
      return switch (event) {
        case "code_change" -> Result.yes(in.has("changes") ? push(in) : wholeText(in));
        case "code_pull" -> Result.yes(new Command.Pull(in.optionalName("file"), in.whole("from")));
        case "code_check" -> Result.yes(check(in));
        case "language_change" ->
            Result.yes(new Command.ChangeLanguage(in.name("language"), in.optionalName("file")));
        case "file_create" ->
            Result.yes(
                new Command.CreateFile(
                    fileName(in, "file"), in.optionalName("language"), in.optionalText("text")));
        case "file_rename" ->
            Result.yes(new Command.RenameFile(in.name("file"), fileName(in, "to")));
        case "file_delete" -> Result.yes(new Command.DeleteFile(in.name("file")));
        case "presence" -> Result.yes(point(in));
        case "execute_code" -> Result.yes(execute(in));
        case "execution_input" ->
            Result.yes(
                new Command.TypeInput(in.name("id"), in.text("data", settings.inputLength())));
        case "execution_input_ask" -> Result.yes(new Command.AskInput(in.name("id")));
        case "execution_input_give" ->
            Result.yes(new Command.GiveInput(in.name("id"), in.name("to")));
        case "execution_input_take" -> Result.yes(new Command.TakeInput(in.name("id")));
        case "execution_resize" -> Result.yes(new Command.Resize(in.name("id"), window(in)));
        case "execution_stop" -> Result.yes(new Command.Stop(in.name("id")));
        case "execution_eof" -> Result.yes(new Command.EndInput(in.name("id")));
        case "signal" -> Result.yes(signal(in));
        case "room_update" -> Result.yes(update(in));
        default ->
            Result.no(
                Refusal.of(Refusal.Code.UNKNOWN_EVENT, "This server knows no event of that name."));
      };
    } catch (Malformed e) {
      return Result.no(malformed(e));
    } catch (InvalidChange e) {
      return Result.no(Refusal.of(Refusal.Code.INVALID_CHANGE, e.getMessage()));
    } catch (InvalidName e) {
      return Result.no(Refusal.of(Refusal.Code.INVALID_NAME, e.getMessage()));
    }
  }

  /** The code somebody wants to enter by. */
  record Entrance(Optional<String> code, Command.Join join) {}

  /** What {@code join} and {@code join_session} ask for. */
  Result<Entrance> join(List<JsonNode> args, Optional<Claims> bearer) {
    try {
      Fields in = Fields.of(args);
      boolean ops = in.whole("protocol", 1, OPS, 1) == OPS;
      Optional<String> client = in.optionalName("client");
      if (client.isPresent() && !CLIENT.matcher(client.get()).matches()) {
        throw new Malformed("client must be 1 to 64 letters, digits, dashes or underscores");
      }
      if (ops && client.isEmpty()) {
        throw new Malformed("client must be given with protocol 2");
      }
      Optional<String> code =
          bearer.isPresent() ? Optional.empty() : Optional.of(in.text("session_code", NAME));
      return Result.yes(
          new Entrance(
              code,
              new Command.Join(
                  bearer,
                  in.has("username") ? in.text("username", NAME) : "",
                  ops ? Seat.Form.OPS : Seat.Form.WHOLE_TEXT,
                  ops ? client : Optional.empty(),
                  in.members("have", FILES, CommandReader::known))));
    } catch (Malformed e) {
      return Result.no(malformed(e));
    }
  }

  private static Fields.Reader<Command.Join.Known> known(Fields in) {
    return node -> new Command.Join.Known(in.name("epoch"), in.whole("revision"));
  }

  private static Command push(Fields in) throws Malformed {
    String source = in.optionalName("source").orElse("typing");
    if (!SOURCES.contains(source)) {
      throw new Malformed("source must be typing, paste or undo");
    }
    return new Command.Push(
        in.optionalName("file"),
        in.name("epoch"),
        in.whole("revision"),
        in.name("client"),
        in.whole("first"),
        in.list("changes", CHANGES, CommandReader::change),
        source);
  }

  private static Change change(JsonNode node) {
    return ChangeJson.parse(node.toString());
  }

  private static Command wholeText(Fields in) throws Malformed {
    return new Command.WholeText(
        in.optionalName("file"), LineEnds.normalise(in.text("code")), in.optionalWhole("revision"));
  }

  private static Command check(Fields in) throws Malformed {
    long hash = in.whole("hash");
    if (hash != (int) hash) {
      throw new Malformed("hash must be a number of 32 bits");
    }
    return new Command.Check(
        in.optionalName("file"),
        in.name("epoch"),
        in.whole("revision"),
        in.whole("length", 0, Integer.MAX_VALUE, 0),
        (int) hash,
        in.has("differed") ? Optional.of(differed(in.object("differed"))) : Optional.empty());
  }

  private static Command.Check.Differed differed(Fields in) throws Malformed {
    return new Command.Check.Differed(
        in.whole("at", 0, Integer.MAX_VALUE, 0),
        in.text("had", NEIGHBOURHOOD),
        in.text("has", NEIGHBOURHOOD));
  }

  private static FileName fileName(Fields in, String field) throws Malformed, InvalidName {
    String text = in.text(field, NAME);
    Optional<String> fault = FileName.fault(text);
    if (fault.isPresent()) {
      throw new InvalidName(fault.get());
    }
    return new FileName(text);
  }

  private static Command point(Fields in) throws Malformed {
    List<Selection.Range> ranges =
        in.list(
            "ranges",
            Selection.MOST_RANGES,
            pair -> {
              List<Long> ends = Fields.list(pair, "a range", 2, n -> Fields.whole(n, "a position"));
              if (ends.size() != 2 || ends.stream().anyMatch(e -> e < 0 || e > Integer.MAX_VALUE)) {
                throw new Malformed("a range has an anchor and a head, both from 0");
              }
              return new Selection.Range(ends.get(0).intValue(), ends.get(1).intValue());
            });
    if (ranges.isEmpty()) {
      throw new Malformed("ranges must not be empty");
    }
    return new Command.Point(
        in.optionalName("file"),
        in.whole("revision"),
        new Selection(ranges),
        in.optionalName("follows"));
  }

  private Command execute(Fields in) throws Malformed {
    String mode = in.optionalName("mode").orElse("run");
    if (!MODES.contains(mode)) {
      throw new Malformed("mode must be run, repl or shell");
    }
    String stdin = in.has("stdin") ? in.text("stdin", settings.inputLength()) : "";
    return new Command.Execute(
        in.optionalName("file"),
        in.optionalName("language"),
        stdin,
        in.optionalList(
            "args",
            ARGUMENTS,
            node -> {
              if (!node.isTextual() || node.textValue().length() > ARGUMENT_LENGTH) {
                throw new Malformed("an argument is a string of at most 4096 characters");
              }
              return node.textValue();
            }),
        RunMode.valueOf(mode.toUpperCase(Locale.ROOT)),
        window(in));
  }

  private static Window window(Fields in) throws Malformed {
    Window standard = Window.STANDARD;
    return new Window(
        in.whole("columns", 1, 1_000, standard.columns()),
        in.whole("rows", 1, 1_000, standard.rows()));
  }

  private static Command signal(Fields in) throws Malformed {
    String kind = in.name("kind");
    if (!SIGNALS.contains(kind)) {
      throw new Malformed("kind must be blur, focus, paste or checkpoint");
    }
    return new Command.Signal(
        kind, in.has("detail") ? Optional.of(in.text("detail", DETAIL)) : Optional.empty());
  }

  private static Command update(Fields in) throws Malformed {
    Optional<RoomState> state = Optional.empty();
    if (in.has("state")) {
      String name = in.name("state");
      if (!Set.of("live", "ended").contains(name)) {
        throw new Malformed("state must be live or ended");
      }
      state = Optional.of(RoomState.valueOf(name.toUpperCase(Locale.ROOT)));
    }
    return new Command.Update(
        state, in.has("title") ? Optional.of(in.text("title")) : Optional.empty());
  }

  private static Refusal malformed(Malformed e) {
    return Refusal.of(Refusal.Code.INVALID_MESSAGE, e.getMessage() + ".");
  }
}
