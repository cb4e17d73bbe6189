package dev.parley.api;

import dev.parley.room.Room;
import dev.parley.room.RoomView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The two calls of the simplest clients: a session, by one code, with one text. */
final class SessionRoutes {

  private final RoomMaker maker;
  private final Doors doors;

  SessionRoutes(RoomMaker maker, Doors doors) {
    this.maker = maker;
    this.doors = doors;
  }

  List<Route> table() {
    return List.of(
        Route.post("/api/session", this::create), Route.get("/api/session/{code}", this::show));
  }

  record NewSession(Optional<String> title, Optional<String> language) {}

  record Created(String sessionId, String sessionCode) {}

  private Reply create(Request request) throws Refused {
    NewSession wanted = request.optionalBody(NewSession.class);
    var room = maker.make(request, wanted.title(), wanted.language(), List.of()).room();
    return Reply.Json.created(new Created(room.id().toString(), room.code().value()));
  }

  /** A session as it is now; {@code code} is the program. */
  record Shown(
      String sessionCode, String code, String language, int connectedUsers, Instant createdAt) {}

  private Reply show(Request request) throws Refused {
    RoomView room = doors.inside(doors.room(request), Room::view);
    return Reply.Json.ok(
        new Shown(
            room.code(),
            room.files().stream().findFirst().map(RoomView.FileView::text).orElse(""),
            room.language(),
            room.participants().size(),
            room.createdAt()));
  }
}
