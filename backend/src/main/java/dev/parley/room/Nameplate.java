package dev.parley.room;

import dev.parley.auth.Permission;
import dev.parley.room.Refusal.Code;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a room is called and whether the interview goes on, and how the room looks to who asks.
 * Lives on the room's lane.
 */
final class Nameplate {

  private final RoomRecord record;
  private final Floor floor;
  private final Cabinet cabinet;
  private final Terminal terminal;
  private final RoomSettings settings;
  private String title;

  Nameplate(
      RoomRecord record,
      Floor floor,
      Cabinet cabinet,
      Terminal terminal,
      RoomSettings settings,
      String title) {
    this.record = record;
    this.floor = floor;
    this.cabinet = cabinet;
    this.terminal = terminal;
    this.settings = settings;
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Changes title or state; ended is for good. */
  void update(Seat seat, Command.Update update, Reply<Answer.Done> reply) {
    Optional<Refusal> no =
        floor
            .refuses(seat, Permission.DIRECT)
            .or(() -> update.title().flatMap(t -> tooLong(t, settings)));
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    String by = seat.participant().id();
    List<RoomEvent> events = new ArrayList<>();
    update
        .title()
        .map(t -> People.presentable(t, settings.title(), ""))
        .filter(t -> !t.equals(title))
        .ifPresent(
            t -> {
              title = t;
              events.add(new RoomEvent.TitleChanged(t));
            });
    update
        .state()
        .filter(s -> s != floor.state())
        .ifPresent(
            s -> {
              floor.move(s);
              events.add(new RoomEvent.StateChanged(s));
            });
    if (floor.state() == RoomState.ENDED) {
      terminal.end(seat.participant().username());
    }
    ServerMessage updated = new ServerMessage.RoomUpdated(floor.state(), title, Optional.of(by));
    floor.record(
        Optional.of(by),
        events,
        () -> {
          if (!events.isEmpty()) {
            floor.tell(updated);
          }
          reply.accept(new Answer.Done());
        },
        reply::refuse);
  }

  /** Why a title cannot be taken, if it cannot. */
  static Optional<Refusal> tooLong(String title, RoomSettings settings) {
    return title.length() <= settings.title()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(Code.TOO_LARGE, "A title has at most " + settings.title() + " characters."));
  }

  /** The room as the REST interface shows it: what is committed. */
  RoomView view() {
    return new RoomView(
        record.id(),
        record.code().value(),
        title,
        floor.state(),
        language(),
        record.createdAt(),
        floor.people().participants(),
        cabinet.visible().stream()
            .map(
                f ->
                    new RoomView.FileView(
                        f.name(), f.language(), f.epoch(), f.revision(), f.text()))
            .toList());
  }

  /** The room as newcomers are shown it. */
  Answer.Welcome.RoomFacts facts() {
    return new Answer.Welcome.RoomFacts(
        record.id(), record.code().value(), title, floor.state(), language());
  }

  /** The main file's language, which is the room's. */
  private String language() {
    return cabinet.visible().getFirst().language();
  }
}
