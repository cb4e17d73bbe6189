package dev.parley.api;

import dev.parley.replay.Moment;
import dev.parley.room.Refusal;
import dev.parley.room.Result;
import dev.parley.room.RoomEvent;
import dev.parley.room.Rooms;
import dev.parley.session.RoomRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes rooms for strangers, so many a minute for each network address. */
final class RoomMaker {

  private final Rooms rooms;
  private final Quota quota;

  RoomMaker(Rooms rooms, Quota quota) {
    this.rooms = rooms;
    this.quota = quota;
  }

  Rooms.Created make(
      Request request, Optional<String> title, Optional<String> language, List<Rooms.NewFile> files)
      throws Refused {
    return make(request, () -> rooms.create(title.orElse(""), language, files));
  }

  /** A room that begins as another stood once. */
  Rooms.Created fork(Request request, RoomEvent.Forked from, Moment then) throws Refused {
    List<Rooms.FirstFile> files =
        then.files().stream()
            .map(file -> new Rooms.FirstFile(file.file(), file.language(), file.text()))
            .toList();
    return make(request, () -> rooms.fork(from, then.title(), then.language(), files));
  }

  private Rooms.Created make(Request request, Supplier<Result<Rooms.Created>> making)
      throws Refused {
    if (!quota.take(request.address())) {
      throw new Refused(
          Problem.of(
              Refusal.forNow(
                  Refusal.Code.RATE_LIMITED,
                  "Too many rooms were made from here. Wait a minute, then try again.")));
    }
    return switch (making.get()) {
      case Result.Yes<Rooms.Created>(Rooms.Created made) -> made;
      case Result.No<Rooms.Created>(Refusal refusal) -> throw new Refused(Problem.of(refusal));
    };
  }

  void erase(RoomRecord room) {
    rooms.erase(room.id());
  }
}
