package dev.parley.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.auth.Claims;
import dev.parley.files.ArchiveLimits;
import dev.parley.files.FileName;
import dev.parley.files.Unpacked;
import dev.parley.files.ZipReader;
import dev.parley.replay.Replay;
import dev.parley.room.Answer;
import dev.parley.room.BasedEdit;
import dev.parley.room.Command;
import dev.parley.room.Refusal;
import dev.parley.session.RoomRecord;
import dev.parley.text.LineEnds;
import dev.parley.text.TextDiff;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changing a room's files without being in it: what people who may edit can do by program. */
final class FileEditRoutes {

  private static final Set<String> ARCHIVES =
      Set.of("application/zip", "application/x-zip-compressed");

  /** JSON may write a unit in so many bytes. */
  private static final int JSON_BYTES = 6;

  private static final int UTF8_BYTES = 3;

  /** What else a body has beside the text. */
  private static final int AROUND = 4_096;

  private final Replay replay;
  private final Doors doors;
  private final ArchiveLimits limits;

  FileEditRoutes(Replay replay, Doors doors, ArchiveLimits limits) {
    this.replay = replay;
    this.doors = doors;
    this.limits = limits;
  }

  List<Route> table() {
    return List.of(
        Route.post("/api/rooms/{code}/files", this::add),
        Route.put("/api/rooms/{code}/files/<path>", this::save),
        Route.patch("/api/rooms/{code}/files/<path>", this::rename),
        Route.delete("/api/rooms/{code}/files/<path>", this::delete));
  }

  // ---- new files --------------------------------------------------------------------------------

  record NewFile(String file, Optional<String> language, Optional<String> text) {}

  record Taken(String file) {}

  record Imported(List<String> created, List<String> changed, List<String> skipped) {}

  /** One file as JSON, or many in an archive. */
  private Reply add(Request request) throws Refused {
    RoomRecord room = doors.room(request);
    Claims who = doors.bearer(request, room);
    if (ARCHIVES.contains(request.type())) {
      return unpack(request, room, who);
    }
    NewFile wanted = request.body(NewFile.class, JSON_BYTES * limits.fileUnits() + AROUND);
    Command.CreateFile command =
        new Command.CreateFile(name(wanted.file()), wanted.language(), wanted.text());
    Answer.FileTaken taken =
        doors.ask(room, (living, reply) -> living.createFile(living.caller(who), command, reply));
    return Reply.Json.created(new Taken(taken.file()));
  }

  private Reply unpack(Request request, RoomRecord room, Claims who) throws Refused {
    return switch (ZipReader.read(request.bytes(limits.bytes()), limits)) {
      case Unpacked.Refused(Unpacked.Reason reason, String message) ->
          throw new Refused(code(reason), message);
      case Unpacked.Files(var texts, List<String> skipped) -> {
        Answer.Imported in =
            doors.ask(room, (living, reply) -> living.take(living.caller(who), texts, reply));
        yield Reply.Json.ok(new Imported(in.created(), in.changed(), skipped));
      }
    };
  }

  private static Refusal.Code code(Unpacked.Reason reason) {
    return switch (reason) {
      case UNSOUND -> Refusal.Code.INVALID_MESSAGE;
      case NAME -> Refusal.Code.INVALID_NAME;
      case TOO_LARGE -> Refusal.Code.TOO_LARGE;
    };
  }

  // ---- whole texts ------------------------------------------------------------------------------

  record Text(String text, Optional<Long> revision) {}

  record Saved(String file, String language, String epoch, long revision, Optional<String> text) {}

  private Reply save(Request request) throws Refused {
    RoomRecord room = doors.room(request);
    Claims who = doors.bearer(request, room);
    FileName name = name(request.path("path"));
    Text text = text(request);
    Optional<BasedEdit> edit =
        text.revision().isPresent()
            ? Optional.of(edit(room, who, name, text.text(), text.revision().get()))
            : Optional.empty();
    Answer.Saved in =
        doors.ask(
            room,
            (living, reply) -> living.save(living.caller(who), name, text.text(), edit, reply));
    Saved saved = new Saved(in.file(), in.language(), in.epoch(), in.revision(), in.text());
    return in.created() ? Reply.Json.created(saved) : Reply.Json.ok(saved);
  }

  /** JSON is JSON; all else is the text itself. */
  private Text text(Request request) throws Refused {
    if (request.type().equals("application/json")) {
      return request.body(Text.class, JSON_BYTES * limits.fileUnits() + AROUND);
    }
    Optional<Long> revision = request.number("revision", 0, FileRoutes.LATEST);
    byte[] bytes = request.bytes(UTF8_BYTES * (limits.fileUnits() + 1));
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Text(text.startsWith("\ufeff") ? text.substring(1) : text, revision);
    } catch (CharacterCodingException e) {
      throw new Refused(Problem.malformed("The body is not text in UTF-8."));
    }
  }

  /** What the caller changed on the text it had. Comparing takes its time, so the room need not. */
  private BasedEdit edit(RoomRecord room, Claims who, FileName name, String text, long revision)
      throws Refused {
    String base =
        replay
            .atRevision(room.id(), name.path(), revision)
            .orElseThrow(
                () -> new Refused(Refusal.Code.INVALID_REVISION, "The file has no such revision."))
            .text();
    if (text.length() > limits.fileUnits()) {
      throw new Refused(
          Refusal.Code.TOO_LARGE, "A file has at most " + limits.fileUnits() + " characters.");
    }
    // The same text sent again on the same revision is the same edit, and taken once.
    String same = who.participant() + "\n" + revision + "\n" + text;
    return new BasedEdit(
        "put-" + fingerprint(same), revision, TextDiff.diff(base, LineEnds.normalise(text)));
  }

  private static String fingerprint(String text) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(sha, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  // ---- names ------------------------------------------------------------------------------------

  record Rename(String to) {}

  private Reply rename(Request request) throws Refused {
    RoomRecord room = doors.room(request);
    Claims who = doors.bearer(request, room);
    Command.RenameFile command =
        new Command.RenameFile(request.path("path"), name(request.body(Rename.class).to()));
    Answer.FileTaken taken =
        doors.ask(room, (living, reply) -> living.renameFile(living.caller(who), command, reply));
    return Reply.Json.ok(new Taken(taken.file()));
  }

  private Reply delete(Request request) throws Refused {
    RoomRecord room = doors.room(request);
    Claims who = doors.bearer(request, room);
    Command.DeleteFile command = new Command.DeleteFile(request.path("path"));
    Answer.FileTaken unused =
        doors.ask(room, (living, reply) -> living.deleteFile(living.caller(who), command, reply));
    return new Reply.Nothing();
  }

  /** A name, or the refusal that says what is wrong with it. */
  static FileName name(String text) throws Refused {
    Optional<String> fault = FileName.fault(text);
    if (fault.isPresent()) {
      throw new Refused(Refusal.Code.INVALID_NAME, fault.get());
    }
    return new FileName(text);
  }
}
