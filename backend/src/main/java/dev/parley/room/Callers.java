package dev.parley.room;

import dev.parley.auth.Claims;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Those who edit without being in the room: programs, and pages between two connections. Each has a
 * seat that hears nothing, so that what it was shown and sent is remembered from call to call, as
 * that of a whole-text client is. Bounded; who has not called for longest is forgotten first. Lives
 * on the room's lane.
 */
final class Callers {

  private final Floor floor;
  private final int most;
  private final Map<String, Seat> seats = new LinkedHashMap<>(16, 0.75f, true);

  Callers(Floor floor, int most) {
    this.floor = floor;
    this.most = most;
  }

  Seat seat(Claims claims) {
    Seat known = seats.get(claims.participant());
    if (known != null && known.participant().role() == claims.role()) {
      return known;
    }
    Participant who =
        floor
            .people()
            .find(claims.participant())
            .filter(present -> present.role() == claims.role())
            .orElseGet(
                () ->
                    new Participant(
                        claims.participant(),
                        claims.name(),
                        claims.role(),
                        floor.people().color()));
    Seat seat = new Seat(who, Connection.DEAF, Seat.Form.WHOLE_TEXT, Optional.empty());
    seat.learnFiles();
    seats.put(who.id(), seat);
    if (seats.size() > most) {
      seats.remove(seats.keySet().iterator().next());
    }
    return seat;
  }

  /** Whoever changes something has a name in the log: who never came is said to have passed by. */
  void introduce(Seat seat) {
    Participant who = seat.participant();
    if (!seat.isListening() && floor.people().find(who.id()).isEmpty()) {
      seat.listen();
      floor.note(
          Optional.of(who.id()),
          new RoomEvent.Joined(who.id(), who.username(), who.role(), who.color()));
      floor.note(Optional.of(who.id()), new RoomEvent.Left(who.id()));
    }
  }
}
