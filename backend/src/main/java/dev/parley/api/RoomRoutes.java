package dev.parley.api;

import dev.parley.auth.Capability;
import dev.parley.auth.Claims;
import dev.parley.auth.Permission;
import dev.parley.auth.Role;
import dev.parley.auth.Tokens;
import dev.parley.files.FileName;
import dev.parley.room.Participant;
import dev.parley.room.Refusal;
import dev.parley.room.Room;
import dev.parley.room.RoomView;
import dev.parley.room.Rooms;
import dev.parley.session.Identity;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Making rooms, seeing who is in them, and the tokens by which people enter. */
final class RoomRoutes {

  private final RoomMaker maker;
  private final MadeRoom made;
  private final Doors doors;
  private final Tokens tokens;
  private final Identity identity;
  private final int longestName;

  RoomRoutes(
      RoomMaker maker,
      MadeRoom made,
      Doors doors,
      Tokens tokens,
      Identity identity,
      int longestName) {
    this.maker = maker;
    this.made = made;
    this.doors = doors;
    this.tokens = tokens;
    this.identity = identity;
    this.longestName = longestName;
  }

  List<Route> table() {
    return List.of(
        Route.post("/api/rooms", this::create),
        Route.get("/api/rooms/{code}", this::show),
        Route.delete("/api/rooms/{code}", this::erase),
        Route.post("/api/rooms/{code}/join", this::join),
        Route.post("/api/rooms/{code}/token", this::renew));
  }

  record NewRoom(
      Optional<String> title, Optional<String> language, Optional<List<NewFile>> files) {}

  /** A file to begin with; without a name it is called as its language's are. */
  record NewFile(Optional<String> file, Optional<String> language, String text) {}

  private Reply create(Request request) throws Refused {
    NewRoom wanted = request.body(NewRoom.class);
    List<Rooms.NewFile> files = new ArrayList<>();
    for (NewFile file : wanted.files().orElse(List.of())) {
      Optional<FileName> name =
          file.file().isPresent()
              ? Optional.of(FileEditRoutes.name(file.file().get()))
              : Optional.empty();
      files.add(new Rooms.NewFile(name, file.language(), file.text()));
    }
    return made.told(maker.make(request, wanted.title(), wanted.language(), files));
  }

  record Shown(
      String code,
      String title,
      RoomState state,
      String language,
      List<Participant> participants,
      Instant createdAt) {}

  private Reply show(Request request) throws Refused {
    RoomView room = doors.inside(doors.room(request), Room::view);
    return Reply.Json.ok(
        new Shown(
            room.code(),
            room.title(),
            room.state(),
            room.language(),
            room.participants(),
            room.createdAt()));
  }

  record Erased(boolean erased) {}

  /** For good: the room, its log and its replay. */
  private Reply erase(Request request) throws Refused {
    RoomRecord room = doors.room(request);
    if (!doors.bearer(request, room).role().may(Permission.DIRECT)) {
      throw new Refused(Refusal.Code.FORBIDDEN, "Only interviewers can delete a room.");
    }
    maker.erase(room);
    return Reply.Json.ok(new Erased(true));
  }

  record Join(Optional<String> name, Optional<String> key, Optional<String> role) {}

  record Joined(String token, Person participant) {}

  /** Who the bearer will be; the colour is given out at the door. */
  record Person(String id, String name, Role role) {}

  private Reply join(Request request) throws Refused {
    RoomRecord room = doors.room(request);
    Join join = request.body(Join.class);
    Optional<Claims> former =
        request.bearer().flatMap(tokens::read).filter(c -> c.room().equals(room.id()));
    Role role = role(request, room, join, former);
    String name = name(join, role);
    // Who was here before in the same part is the same person to the others.
    String id =
        former.filter(c -> c.role() == role).map(Claims::participant).orElseGet(identity::shortId);
    return Reply.Json.ok(new Joined(token(room, id, name, role), new Person(id, name, role)));
  }

  private Role role(Request request, RoomRecord room, Join join, Optional<Claims> former)
      throws Refused {
    boolean keyed = false;
    if (join.key().isPresent()) {
      keyed = Capability.opens(join.key().get(), room.key());
      if (!keyed) {
        doors.missed(request);
        throw new Refused(Refusal.Code.FORBIDDEN, "This interviewer link does not open this room.");
      }
    }
    Role most = keyed ? Role.INTERVIEWER : former.map(Claims::role).orElse(Role.CANDIDATE);
    if (join.role().isEmpty()) {
      return most;
    }
    return switch (join.role().get()) {
      case "observer" -> Role.OBSERVER;
      case "candidate" -> Role.CANDIDATE;
      case "interviewer" -> {
        if (most != Role.INTERVIEWER) {
          throw new Refused(
              Refusal.Code.FORBIDDEN, "Interviewers enter with the key of their link.");
        }
        yield most;
      }
      default ->
          throw new Refused(Problem.malformed("role must be observer, candidate or interviewer."));
    };
  }

  private String name(Join join, Role role) throws Refused {
    String name = join.name().orElse("").strip();
    if (name.length() > longestName) {
      throw new Refused(
          Refusal.Code.TOO_LARGE, "A name has at most " + longestName + " characters.");
    }
    if (!name.isEmpty()) {
      return name;
    }
    return role == Role.INTERVIEWER ? "Interviewer" : "Guest";
  }

  record Renewed(String token) {}

  private Reply renew(Request request) throws Refused {
    RoomRecord room = doors.room(request);
    return Reply.Json.ok(new Renewed(tokens.issue(doors.bearer(request, room))));
  }

  private String token(RoomRecord room, String id, String name, Role role) {
    return tokens.issue(new Claims(room.id(), id, name, role));
  }
}
