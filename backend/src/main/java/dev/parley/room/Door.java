package dev.parley.room;

import dev.parley.auth.Claims;
import dev.parley.auth.Permission;
import dev.parley.auth.Role;
import dev.parley.room.Refusal.Code;
import dev.parley.session.Identity;
import dev.parley.session.RoomState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Where people come into a room and go. Somebody who comes is shown everything that is committed,
 * and hears everything that comes after it; somebody who is lost may come back within a while
 * without anybody hearing of it. Lives on the room's lane.
 */
final class Door {

  private final UUID room;
  private final Floor floor;
  private final Cabinet cabinet;
  private final Desk desk;
  private final Carets carets;
  private final WholeTexts wholeTexts;
  private final Terminal terminal;
  private final Typing typing;
  private final RoomSettings settings;
  private final Identity identity;
  private final Nameplate nameplate;
  private final Runnable occupied;
  private final Runnable rest;

  /** Whether people have yet to hear of a measured round trip. */
  private boolean measured;

  /**
   * Sets up a door through which nobody has come.
   *
   * @param occupied called when somebody comes
   * @param rest called when somebody has gone and that is told
   */
  Door(
      UUID room,
      Floor floor,
      Cabinet cabinet,
      Desk desk,
      Carets carets,
      WholeTexts wholeTexts,
      Terminal terminal,
      Typing typing,
      RoomSettings settings,
      Identity identity,
      Nameplate nameplate,
      Runnable occupied,
      Runnable rest) {
    this.room = room;
    this.floor = floor;
    this.cabinet = cabinet;
    this.desk = desk;
    this.carets = carets;
    this.wholeTexts = wholeTexts;
    this.terminal = terminal;
    this.typing = typing;
    this.settings = settings;
    this.identity = identity;
    this.nameplate = nameplate;
    this.occupied = occupied;
    this.rest = rest;
  }

  /**
   * Lets somebody in. The welcome follows the commit.
   *
   * @param seated gets the seat at once, before the welcome
   */
  void join(
      Command.Join join,
      Connection connection,
      Consumer<Seat> seated,
      Reply<Answer.Welcome> reply) {
    Optional<Refusal> no = refusesEntry(join);
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    join.client().flatMap(this::seatOfClient).ifPresent(this::takeOver);
    Participant who = participant(join);
    Seat seat = new Seat(who, connection, join.form(), join.client());
    boolean fresh = floor.people().seat(seat);
    occupied.run();
    seated.accept(seat);
    floor.record(
        Optional.of(who.id()),
        fresh
            ? List.of(new RoomEvent.Joined(who.id(), who.username(), who.role(), who.color()))
            : List.of(),
        () -> {
          seat.listen();
          reply.accept(welcome(seat, join));
          terminal.expect(cabinet.main());
          if (seat.form() == Seat.Form.WHOLE_TEXT) {
            wholeTexts.welcome(seat);
          }
          if (fresh) {
            floor.tell(
                s -> s != seat,
                new ServerMessage.UserJoined(who.id(), who.username(), who.role(), who.color()));
          }
          floor.tell(floor.people().list());
        },
        reply::refuse);
  }

  private Optional<Refusal> refusesEntry(Command.Join join) {
    if (join.bearer().map(b -> !b.room().equals(room)).orElse(false)) {
      return Optional.of(Refusal.of(Code.UNAUTHORIZED, "This link belongs to another room."));
    }
    if (floor.people().seatCount() >= settings.people()) {
      return Optional.of(
          Refusal.forNow(Code.ROOM_FULL, "This room is full: " + settings.people() + " people."));
    }
    Optional<String> bearer = join.bearer().map(Claims::participant);
    return join.client()
        .flatMap(this::seatOfClient)
        .filter(taken -> !bearer.equals(Optional.of(taken.participant().id())))
        .map(taken -> Refusal.of(Code.FOREIGN_CLIENT, "Another page uses this client id."));
  }

  private Optional<Seat> seatOfClient(String client) {
    return floor.people().seats().stream()
        .filter(s -> s.client().equals(Optional.of(client)))
        .findFirst();
  }

  /** A page that comes back before its old connection was missed replaces it. */
  private void takeOver(Seat old) {
    old.close();
    var unused = floor.people().unseat(old);
    old.connection().close("replaced by a newer connection of the same page");
  }

  private Participant participant(Command.Join join) {
    return join.bearer()
        .flatMap(b -> floor.people().find(b.participant()))
        .orElseGet(
            () -> {
              Role role = join.bearer().map(Claims::role).orElse(Role.CANDIDATE);
              String name = join.bearer().map(Claims::name).orElse(join.username());
              return new Participant(
                  join.bearer().map(Claims::participant).orElseGet(identity::shortId),
                  People.presentable(
                      name, settings.name(), role == Role.INTERVIEWER ? "Interviewer" : "Guest"),
                  role,
                  floor.people().color());
            });
  }

  private Answer.Welcome welcome(Seat seat, Command.Join join) {
    Participant who = seat.participant();
    return new Answer.Welcome(
        new Answer.Welcome.Self(
            who.id(),
            who.username(),
            who.role(),
            who.color(),
            !who.role().may(Permission.EDIT) || floor.state() == RoomState.ENDED,
            seat.client()),
        nameplate.facts(),
        cabinet.visible().stream()
            .map(f -> desk.state(f, seat.client(), join.have().values()))
            .toList(),
        floor.people().list().participants(),
        floor.people().seats().stream()
            .filter(s -> s != seat)
            .flatMap(s -> carets.of(s).stream())
            .toList(),
        terminal.soFar(),
        new Answer.Welcome.Limits(
            settings.document().maxLength(), settings.files(), settings.text()),
        floor.now());
  }

  /** Gives a seat up: {@code graceful} when asked to, otherwise the connection was lost. */
  void leave(Seat seat, boolean graceful, Reply<Answer.Done> reply) {
    seat.close();
    Participant who = seat.participant();
    floor
        .people()
        .unseat(seat)
        .ifPresent(
            ticket -> {
              // A page with a client id of its own reconnects by itself; others need not hear of
              // it.
              if (graceful || seat.client().isEmpty()) {
                depart(who, ticket);
              } else {
                floor.tell(floor.people().list());
                floor.later(settings.absence(), () -> depart(who, ticket));
              }
            });
    if (floor.people().isEmpty()) {
      terminal.abandon();
    }
    floor.afterAll(
        () -> {
          reply.accept(new Answer.Done());
          rest.run();
        },
        reply::refuse);
  }

  /** A connection's round trip was measured anew; people hear of it, but not of each at once. */
  void measured() {
    if (measured) {
      return;
    }
    measured = true;
    floor.later(
        settings.roundTripsEvery(),
        () -> {
          measured = false;
          floor.tell(floor.people().list());
        });
  }

  private void depart(Participant who, long ticket) {
    if (!floor.people().departed(who.id(), ticket)) {
      return;
    }
    typing.departed(who.id());
    floor.record(
        Optional.of(who.id()),
        List.of(new RoomEvent.Left(who.id())),
        () -> {
          floor.tell(new ServerMessage.UserLeft(who.id(), who.username(), who.role(), who.color()));
          floor.tell(floor.people().list());
          rest.run();
        },
        lost -> {});
  }
}
