package dev.parley.api;

import dev.parley.files.ZipWriter;
import dev.parley.replay.Viewer;
import dev.parley.room.Refusal;
import dev.parley.room.Room;
import dev.parley.room.RoomView;
import dev.parley.session.RoomRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A room to take away. Whoever was in it may: an interviewer gets all of its log, others what they
 * may see of it.
 */
final class ExportRoutes {

  private final LogLines log;
  private final OfflineReplay offline;
  private final Doors doors;

  ExportRoutes(LogLines log, OfflineReplay offline, Doors doors) {
    this.log = log;
    this.offline = offline;
    this.doors = doors;
  }

  List<Route> table() {
    return List.of(Route.get("/api/rooms/{code}/export", this::export));
  }

  private Reply export(Request request) throws Refused {
    RoomRecord room = doors.room(request);
    var claims = doors.bearer(request, room);
    Viewer viewer = Viewer.of(claims.participant(), claims.role());
    String format = request.query("format").orElse("");
    String name = "parley-" + room.code().value() + "." + format;
    return switch (format) {
      case "ndjson" ->
          new Reply.Download(
              LogRoutes.NDJSON, name, false, out -> log.write(room.id(), viewer, out));
      case "html" ->
          offline
              .of(room, viewer)
              .<Reply>map(page -> new Reply.Download("text/html; charset=utf-8", name, false, page))
              .orElseThrow(ExportRoutes::notBuilt);
      case "zip" -> zip(doors.inside(room, Room::view), name);
      default -> throw new Refused(Problem.malformed("format must be html, ndjson or zip."));
    };
  }

  /** The files as they are now. */
  private static Reply zip(RoomView room, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    room.files().forEach(file -> texts.put(file.file(), file.text()));
    return new Reply.Download(
        "application/zip", name, true, out -> ZipWriter.write(texts, room.createdAt(), out));
  }

  private static Refused notBuilt() {
    return new Refused(
        Refusal.Code.UNAVAILABLE,
        "This server was built without its pages, hence without this one.");
  }
}
