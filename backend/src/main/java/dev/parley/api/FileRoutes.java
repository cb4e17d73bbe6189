package dev.parley.api;

import dev.parley.api.Reply.Freshness;
import dev.parley.auth.Claims;
import dev.parley.files.FileName;
import dev.parley.replay.Moment;
import dev.parley.replay.Replay;
import dev.parley.room.Journal;
import dev.parley.room.Refusal;
import dev.parley.room.Room;
import dev.parley.room.RoomView;
import dev.parley.session.RoomRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Texts, as they are and as they were. */
final class FileRoutes {

  static final long LATEST = 1L << 50;

  private final Journal journal;
  private final Replay replay;
  private final Doors doors;

  FileRoutes(Journal journal, Replay replay, Doors doors) {
    this.journal = journal;
    this.replay = replay;
    this.doors = doors;
  }

  List<Route> table() {
    return List.of(
        Route.get("/api/rooms/{code}/files", this::list),
        Route.get("/api/rooms/{code}/files/<path>", this::show));
  }

  /** A file without its text; {@code length} is that in UTF-16 units. */
  record Facts(String file, String language, String epoch, long revision, int length) {}

  private Reply list(Request request) throws Refused {
    RoomView room = doors.inside(doors.room(request), Room::view);
    return Reply.Json.ok(
        room.files().stream()
            .map(f -> new Facts(f.file(), f.language(), f.epoch(), f.revision(), f.text().length()))
            .toList());
  }

  record Shown(
      String file, String language, String epoch, long revision, Optional<Long> at, String text) {

    static Shown now(RoomView.FileView f) {
      return new Shown(f.file(), f.language(), f.epoch(), f.revision(), Optional.empty(), f.text());
    }

    static Shown then(Moment.FileMoment f, Optional<Long> at) {
      return new Shown(f.file(), f.language(), f.epoch(), f.revision(), at, f.text());
    }
  }

  private Reply show(Request request) throws Refused {
    RoomRecord room = doors.room(request);
    String path = FileName.composed(request.path("path"));
    Optional<Long> revision = request.number("revision", 0, LATEST);
    Optional<Long> at = request.number("at", 0, LATEST);
    if (revision.isPresent() && at.isPresent()) {
      throw new Refused(Problem.malformed("A file is asked for by revision or by at, not both."));
    }
    Shown shown =
        revision.isPresent()
            ? atRevision(room, path, revision.get())
            : at.isPresent() ? atTime(room, path, at.get()) : now(request, room, path);
    if (request.flag("download")) {
      return new Reply.Download(
          "text/plain; charset=utf-8",
          shown.file(),
          false,
          out -> out.write(shown.text().getBytes(StandardCharsets.UTF_8)));
    }
    // A revision never changes; what it was at a moment could, if that has not passed yet.
    Freshness freshness = revision.isPresent() ? Freshness.FOREVER_OWN : Freshness.NEVER_STORED;
    return request.prefers("text/plain", "application/json")
        ? new Reply.Text(shown.text(), freshness)
        : new Reply.Json(200, shown, freshness);
  }

  private Shown now(Request request, RoomRecord room, String path) throws Refused {
    Optional<Claims> reader = doors.known(request, room);
    RoomView view =
        doors.inside(
            room,
            living -> {
              // Who sends a text back later is likely to have made it from this one.
              reader.ifPresent(who -> living.showed(who, path));
              return living.view();
            });
    return view.files().stream()
        .filter(f -> f.file().equals(path))
        .findFirst()
        .map(Shown::now)
        .orElseThrow(FileRoutes::unknown);
  }

  private Shown atTime(RoomRecord room, String path, long at) throws Refused {
    return replay
        .atTime(room.id(), at)
        .file(path)
        .map(f -> Shown.then(f, Optional.of(at)))
        .orElseThrow(FileRoutes::unknown);
  }

  private Shown atRevision(RoomRecord room, String path, long revision) throws Refused {
    return replay
        .atRevision(room.id(), path, revision)
        .map(f -> Shown.then(f, Optional.empty()))
        .orElseThrow(
            () ->
                journal.seqOf(room.id(), path, 0).isEmpty()
                    ? unknown()
                    : new Refused(Refusal.Code.INVALID_REVISION, "The file has no such revision."));
  }

  private static Refused unknown() {
    return new Refused(Refusal.Code.UNKNOWN_FILE, "The room has no such file.");
  }
}
