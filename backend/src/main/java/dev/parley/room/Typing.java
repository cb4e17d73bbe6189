package dev.parley.room;

import dev.parley.auth.Permission;
import dev.parley.auth.Role;
import dev.parley.room.Refusal.Code;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who types into the program on the room's {@link Terminal}: what is typed, and how the right to it
 * passes from one to another. Lives on the room's lane.
 */
final class Typing {

  private final Floor floor;
  private final Terminal terminal;

  Typing(Floor floor, Terminal terminal) {
    this.floor = floor;
    this.terminal = terminal;
  }

  void input(Seat seat, Command.TypeInput input, Reply<Answer.Done> reply) {
    asHolder(
        seat,
        input.id(),
        reply,
        active -> {
          if (!active.execution().input(input.data())) {
            reply.refuse(
                Refusal.forNow(
                    Code.INPUT_REFUSED, "The program has not read what was typed before."));
            return;
          }
          String by = seat.participant().id();
          floor.tell(new ServerMessage.ExecutionInputShown(active.id(), by, input.data()));
          floor.note(
              Optional.of(by),
              new RoomEvent.Input(active.id(), input.data()),
              () -> reply.accept(new Answer.Done()),
              reply::refuse);
        });
  }

  void resize(Seat seat, Command.Resize command, Reply<Answer.Done> reply) {
    asHolder(
        seat,
        command.id(),
        reply,
        active -> {
          active.execution().resize(command.window());
          reply.accept(new Answer.Done());
        });
  }

  void end(Seat seat, Command.EndInput command, Reply<Answer.Done> reply) {
    asHolder(
        seat,
        command.id(),
        reply,
        active -> {
          active.execution().endInput();
          reply.accept(new Answer.Done());
        });
  }

  void ask(Seat seat, Command.AskInput command, Reply<Answer.Done> reply) {
    terminal.withRun(
        seat,
        command.id(),
        reply,
        active -> {
          String who = seat.participant().id();
          if (active.input().holder().isEmpty()) {
            claim(active, who);
          } else if (active.input().ask(who)) {
            floor.tell(held(active));
          }
          reply.accept(new Answer.Done());
        });
  }

  void give(Seat seat, Command.GiveInput command, Reply<Answer.Done> reply) {
    asHolder(
        seat,
        command.id(),
        reply,
        active -> {
          if (floor.people().find(command.to()).filter(Typing::mayType).isEmpty()) {
            reply.refuse(
                Refusal.of(
                    Code.FORBIDDEN,
                    "The input goes to somebody who is here and may run programs."));
            return;
          }
          hand(active, Optional.of(command.to()), Optional.of(seat.participant().id()));
          reply.accept(new Answer.Done());
        });
  }

  void take(Seat seat, Command.TakeInput command, Reply<Answer.Done> reply) {
    Optional<Refusal> no = floor.refuses(seat, Permission.DIRECT);
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    terminal.withRun(
        seat,
        command.id(),
        reply,
        active -> {
          String who = seat.participant().id();
          if (!active.input().isHeldBy(who)) {
            claim(active, who);
          }
          reply.accept(new Answer.Done());
        });
  }

  /** Somebody is gone for good: what they held passes on, to an interviewer first. */
  void departed(String participant) {
    terminal
        .active()
        .filter(run -> run.input().forget(participant))
        .ifPresent(
            run -> {
              if (run.input().isHeldBy(participant)) {
                hand(run, heir(run), Optional.empty());
              } else {
                floor.tell(held(run));
              }
            });
  }

  private Optional<String> heir(RoomRun run) {
    List<Participant> able =
        floor.people().participants().stream().filter(Typing::mayType).toList();
    return able.stream()
        .filter(p -> p.role() == Role.INTERVIEWER)
        .map(Participant::id)
        .findFirst()
        .or(() -> run.input().asking().stream().findFirst())
        .or(() -> able.stream().map(Participant::id).findFirst());
  }

  private static boolean mayType(Participant participant) {
    return participant.role().may(Permission.RUN);
  }

  private void claim(RoomRun active, String who) {
    hand(active, Optional.of(who), Optional.of(who));
  }

  private void hand(RoomRun active, Optional<String> to, Optional<String> by) {
    active.input().give(to);
    floor.tell(held(active));
    floor.note(by, new RoomEvent.InputHeld(active.id(), to));
  }

  private static ServerMessage held(RoomRun active) {
    return new ServerMessage.ExecutionInputHolder(
        active.id(), active.input().holder(), active.input().asking());
  }

  /** For who holds the input; where nobody does, it is whoever comes first. */
  private void asHolder(Seat seat, String id, Reply<Answer.Done> reply, Consumer<RoomRun> action) {
    terminal.withRun(
        seat,
        id,
        reply,
        active -> {
          String who = seat.participant().id();
          if (active.input().holder().isEmpty()) {
            claim(active, who);
          }
          if (active.input().isHeldBy(who)) {
            action.accept(active);
          } else {
            reply.refuse(notHolder(active));
          }
        });
  }

  private Refusal notHolder(RoomRun active) {
    String holder =
        active
            .input()
            .holder()
            .flatMap(floor.people()::find)
            .map(Participant::username)
            .orElse("Somebody else");
    return Refusal.forNow(
        Code.NOT_HOLDER, holder + " types into this program. Ask for the input first.");
  }
}
