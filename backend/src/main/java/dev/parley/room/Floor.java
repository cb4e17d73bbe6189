package dev.parley.room;

import dev.parley.auth.Permission;
import dev.parley.auth.Role;
import dev.parley.room.Refusal.Code;
import dev.parley.session.RoomState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What every part of a room stands on: its people, its pen, its state, and the ways to record and
 * to tell. Lives on the room's lane.
 */
final class Floor {

  private final Lane lane;
  private final People people = new People();
  private final Chronicle chronicle;
  private RoomState state;
  private boolean closed;

  Floor(Lane lane, Chronicle chronicle, RoomState state) {
    this.lane = lane;
    this.chronicle = chronicle;
    this.state = state;
  }

  People people() {
    return people;
  }

  RoomState state() {
    return state;
  }

  void move(RoomState next) {
    state = next;
  }

  /** Whether this object is no longer the room. */
  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
  }

  /** Milliseconds since the room's start. */
  long now() {
    return chronicle.now();
  }

  /** Whether everything recorded is committed and told. */
  boolean isQuiet() {
    return chronicle.isQuiet();
  }

  void later(Duration delay, Runnable step) {
    lane.later(
        delay,
        () -> {
          if (!closed) {
            step.run();
          }
        });
  }

  /** Hops onto the lane from any thread. */
  void hop(Runnable step) {
    lane.execute(step);
  }

  /** Why a seat may not do that, if it may not. */
  Optional<Refusal> refuses(Seat seat, Permission permission) {
    if (closed) {
      return Optional.of(
          Refusal.forNow(Code.UNAVAILABLE, "The room is being opened again. Please rejoin."));
    }
    if (!seat.isOpen()) {
      return Optional.of(Refusal.of(Code.NOT_JOINED, "You are not in this room any more."));
    }
    return refuses(seat.participant().role(), permission);
  }

  /** Why somebody who need not be seated may not do that, if they may not. */
  Optional<Refusal> refuses(Role role, Permission permission) {
    if (closed) {
      return Optional.of(
          Refusal.forNow(Code.UNAVAILABLE, "The room is being opened again. Try again."));
    }
    if (state == RoomState.ENDED) {
      return Optional.of(
          Refusal.of(Code.ENDED, "The interview has ended; it can only be replayed."));
    }
    if (!role.may(permission)) {
      return Optional.of(
          permission == Permission.EDIT
              ? Refusal.of(Code.READ_ONLY, "You can watch here but not edit.")
              : Refusal.of(Code.FORBIDDEN, "Your role does not allow that."));
    }
    return Optional.empty();
  }

  /** Says something to everybody. */
  void tell(ServerMessage message) {
    tell(seat -> true, message);
  }

  /** Says something to some. */
  void tell(Predicate<Seat> whom, ServerMessage message) {
    for (Seat seat : people.seats()) {
      if (seat.isListening() && whom.test(seat)) {
        seat.connection().hear(message);
      }
    }
  }

  /** Records events; then, after their commit, one of the two follows. */
  void record(
      Optional<String> by,
      List<? extends RoomEvent> events,
      Runnable committed,
      Consumer<Refusal> lost) {
    if (events.isEmpty()) {
      afterAll(committed, lost);
    } else {
      chronicle.record(by, events, Outbox.effect(committed, lost));
    }
  }

  /** As above, with a snapshot of the room as it is now in the same transaction. */
  void record(
      Optional<String> by,
      List<? extends RoomEvent> events,
      Optional<Chronicle.Snapshooter> snapshot,
      Runnable committed,
      Consumer<Refusal> lost) {
    chronicle.record(by, events, snapshot, Outbox.effect(committed, lost));
  }

  /** Records what everybody was told already. */
  void note(Optional<String> by, RoomEvent event) {
    note(by, event, () -> {}, lost -> {});
  }

  /** As above; one of the two follows. */
  void note(Optional<String> by, RoomEvent event, Runnable committed, Consumer<Refusal> lost) {
    chronicle.note(by, event, Outbox.effect(committed, lost));
  }

  /** Follows everything recorded so far. */
  void afterAll(Runnable committed, Consumer<Refusal> lost) {
    chronicle.afterAll(Outbox.effect(committed, lost));
  }
}
