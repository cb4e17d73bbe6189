package dev.parley.api;

import dev.parley.room.Refusal;
import dev.parley.room.Result;
import dev.parley.room.Rooms;
import java.util.Optional;

/** Makes rooms for strangers, so many a minute for each network address. */
final class RoomMaker {

  private final Rooms rooms;
  private final Quota quota;

  RoomMaker(Rooms rooms, Quota quota) {
    this.rooms = rooms;
    this.quota = quota;
  }

  Rooms.Created make(
      Request request, Optional<String> title, Optional<String> language, Optional<String> text)
      throws Refused {
    if (!quota.take(request.address())) {
      throw new Refused(
          Problem.of(
              Refusal.forNow(
                  Refusal.Code.RATE_LIMITED,
                  "Too many rooms were made from here. Wait a minute, then try again.")));
    }
    return switch (rooms.create(title.orElse(""), language, text)) {
      case Result.Yes<Rooms.Created>(Rooms.Created made) -> made;
      case Result.No<Rooms.Created>(Refusal refusal) -> throw new Refused(Problem.of(refusal));
    };
  }
}
