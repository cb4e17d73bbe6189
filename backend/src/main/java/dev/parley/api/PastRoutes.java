package dev.parley.api;

import dev.parley.auth.Claims;
import dev.parley.replay.Moment;
import dev.parley.replay.Replay;
import dev.parley.room.Answer;
import dev.parley.room.Participant;
import dev.parley.room.Refusal;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomView;
import dev.parley.session.RoomRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an interviewer makes of a room's past: another room, or a file's text again. */
final class PastRoutes {

  private final Replay replay;
  private final RoomMaker maker;
  private final MadeRoom made;
  private final Doors doors;

  PastRoutes(Replay replay, RoomMaker maker, MadeRoom made, Doors doors) {
    this.replay = replay;
    this.maker = maker;
    this.made = made;
    this.doors = doors;
  }

  List<Route> table() {
    return List.of(
        Route.post("/api/rooms/{code}/fork", this::fork),
        Route.post("/api/rooms/{code}/files/<path>/restore", this::restore));
  }

  record Fork(Optional<Long> at, Optional<Long> seq) {}

  /** Without a moment, the room as it stands. */
  private Reply fork(Request request) throws Refused {
    RoomRecord room = doors.room(request);
    Claims unused = doors.interviewer(request, room);
    Fork wanted = request.optionalBody(Fork.class);
    require(count(wanted.at(), wanted.seq()) <= 1, "A moment is given by at or by seq, not both.");
    Moment then = moment(room, wanted.at(), wanted.seq());
    if (then.files().isEmpty()) {
      throw new Refused(Refusal.Code.INVALID_REVISION, "The room had no files yet at that moment.");
    }
    RoomEvent.Forked from = new RoomEvent.Forked(room.code().value(), then.seq(), then.at());
    return made.told(maker.fork(request, from, then));
  }

  record Restore(Optional<Long> revision, Optional<Long> at, Optional<Long> seq) {}

  record Restored(String file, long revision) {}

  /** The text that the file had once becomes its text again, by an ordinary change. */
  private Reply restore(Request request) throws Refused {
    RoomRecord room = doors.room(request);
    Claims claims = doors.interviewer(request, room);
    Restore wanted = request.body(Restore.class);
    require(
        count(wanted.revision(), wanted.at(), wanted.seq()) == 1,
        "A version is given by one of revision, at and seq.");
    String path = request.path("path");
    String text = version(room, path, wanted).text();
    Participant who = new Participant(claims.participant(), claims.name(), claims.role(), "");
    Answer.Pushed pushed =
        doors.ask(room, (living, reply) -> living.restore(who, path, text, reply));
    return Reply.Json.ok(new Restored(path, pushed.revision()));
  }

  private Moment.FileMoment version(RoomRecord room, String path, Restore wanted) throws Refused {
    if (wanted.revision().isPresent()) {
      require(wanted.revision().get() >= 0, "revision counts from 0.");
      return replay
          .atRevision(room.id(), path, wanted.revision().get())
          .orElseThrow(PastRoutes::unknown);
    }
    RoomView.FileView now =
        doors.inside(room, Room::view).files().stream()
            .filter(file -> file.file().equals(path))
            .findFirst()
            .orElseThrow(
                () -> new Refused(Refusal.Code.UNKNOWN_FILE, "The room has no such file."));
    // A file keeps its history when it is renamed, and a name may have been another file's.
    return moment(room, wanted.at(), wanted.seq())
        .ofEpoch(now.epoch())
        .orElseThrow(PastRoutes::unknown);
  }

  private Moment moment(RoomRecord room, Optional<Long> at, Optional<Long> seq) throws Refused {
    require(
        Stream.of(at, seq).flatMap(Optional::stream).allMatch(n -> n >= 0),
        "Moments count from 0.");
    return at.isPresent()
        ? replay.atTime(room.id(), at.get())
        : replay.atSeq(room.id(), seq.orElse(Long.MAX_VALUE));
  }

  private static long count(Optional<?>... given) {
    return Stream.of(given).filter(Optional::isPresent).count();
  }

  private static void require(boolean sound, String otherwise) throws Refused {
    if (!sound) {
      throw new Refused(Problem.malformed(otherwise));
    }
  }

  private static Refused unknown() {
    return new Refused(Refusal.Code.INVALID_REVISION, "The file has no such version.");
  }
}
