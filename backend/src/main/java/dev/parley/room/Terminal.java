package dev.parley.room;

import dev.parley.auth.Permission;
import dev.parley.execution.Admission;
import dev.parley.execution.ExecutionListener;
import dev.parley.execution.OutputKind;
import dev.parley.execution.Place;
import dev.parley.execution.Verdict;
import dev.parley.language.Language;
import dev.parley.room.Refusal.Code;
import dev.parley.session.Identity;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A room's terminal: one run at a time, for everybody to see. {@link Programs} says what is run,
 * {@link Typing} who types into it. What a program prints is shown at once and joins the next
 * commit, for a crash of the server would end the program anyway. Lives on the room's lane; a run
 * speaks from its own thread and hops.
 */
final class Terminal {

  private final Floor floor;
  private final Cabinet cabinet;
  private final RoomSettings settings;
  private final Programs programs;
  private final Runs runs;
  private final Identity identity;
  private final Runnable rested;
  private Optional<RoomRun> run = Optional.empty();

  /**
   * Sets up a terminal with nothing on it.
   *
   * @param rested called when a run has ended and its end is committed
   */
  Terminal(
      Floor floor,
      Cabinet cabinet,
      RoomSettings settings,
      Programs programs,
      Runs runs,
      Identity identity,
      Runnable rested) {
    this.floor = floor;
    this.cabinet = cabinet;
    this.settings = settings;
    this.programs = programs;
    this.runs = runs;
    this.identity = identity;
    this.rested = rested;
  }

  /** The run that has not finished. */
  Optional<RoomRun> active() {
    return run.filter(RoomRun::isActive);
  }

  /** The run under way or the last one, for those who come now. */
  Optional<Answer.RunSoFar> soFar() {
    return run.map(RoomRun::soFar);
  }

  void execute(Seat seat, Command.Execute command, Reply<Answer.RunTaken> reply) {
    Optional<SharedFile> file = cabinet.find(command.file());
    Optional<Refusal> no = floor.refuses(seat, Permission.RUN).or(() -> Cabinet.unknown(file));
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    switch (programs.language(file.get(), command)) {
      case Result.No<Language>(Refusal why) -> reply.refuse(why);
      case Result.Yes<Language>(Language language) ->
          occupied()
              .ifPresentOrElse(
                  reply::refuse, () -> submit(seat, file.get(), language, command, reply));
    }
  }

  private void submit(
      Seat seat,
      SharedFile file,
      Language language,
      Command.Execute command,
      Reply<Answer.RunTaken> reply) {
    String by = seat.participant().id();
    RoomRun fresh =
        new RoomRun(identity.shortId(), language.id(), by, command.mode(), settings.outputKept());
    switch (runs.submit(programs.request(fresh.id(), language, file, command), new Heard(fresh))) {
      case Admission.Refused refused -> reply.refuse(refusal(refused));
      case Admission.Accepted accepted -> {
        fresh.runsAs(accepted.execution());
        run = Optional.of(fresh);
        floor.tell(queued(fresh));
        floor.note(
            Optional.of(by),
            new RoomEvent.RunRequested(
                fresh.id(),
                language.id(),
                file.label().name(),
                Optional.of(command.mode()).filter(mode -> mode != RunMode.RUN)),
            () ->
                reply.accept(
                    new Answer.RunTaken(
                        new Answer.RunTaken.Taken(fresh.id(), fresh.state(), fresh.place()))),
            reply::refuse);
      }
    }
  }

  /** People turned to a file and may soon run it: what that takes is made ready. */
  void expect(SharedFile file) {
    programs.spoken(file).ifPresent(runs::prepare);
  }

  private Optional<Refusal> occupied() {
    return active()
        .map(
            r ->
                Refusal.forNow(
                    Code.ALREADY_RUNNING, "A program is running in this room. Stop it first."));
  }

  private static ServerMessage queued(RoomRun run) {
    return new ServerMessage.ExecutionQueued(
        run.id(), run.language(), run.by(), run.mode(), run.place(), run.expectedMs());
  }

  /** Carries what a run says from its thread to the lane. */
  private final class Heard implements ExecutionListener {

    private final RoomRun subject;

    Heard(RoomRun subject) {
      this.subject = subject;
    }

    @Override
    public void queued(Place place) {
      floor.hop(
          () -> {
            subject.queuedAt(place);
            floor.tell(Terminal.queued(subject));
          });
    }

    @Override
    public void started(Duration waited, boolean warm) {
      floor.hop(
          () -> {
            subject.start();
            floor.tell(new ServerMessage.ExecutionStarted(subject.id(), waited.toMillis(), warm));
            floor.note(
                Optional.empty(), new RoomEvent.RunStarted(subject.id(), waited.toMillis(), warm));
          });
    }

    @Override
    public void waiting(boolean forInput) {
      floor.hop(
          () -> {
            subject.awaitInput(forInput);
            floor.tell(new ServerMessage.ExecutionWaiting(subject.id(), forInput));
          });
    }

    @Override
    public void output(OutputKind kind, String text) {
      floor.hop(
          () -> {
            Answer.RunSoFar.Chunk chunk = subject.print(kind, text, floor.now());
            floor.tell(
                new ServerMessage.ExecutionOutput(subject.id(), chunk.n(), kind, text, chunk.at()));
            floor.note(Optional.empty(), new RoomEvent.Output(subject.id(), chunk.n(), kind, text));
          });
    }

    @Override
    public void finished(Verdict verdict) {
      floor.hop(
          () -> {
            subject.finish(verdict);
            floor.tell(new ServerMessage.ExecutionFinished(subject.id(), verdict));
            floor.note(
                Optional.empty(),
                new RoomEvent.RunFinished(subject.id(), verdict),
                rested,
                lost -> {});
          });
    }
  }

  void stop(Seat seat, Command.Stop command, Reply<Answer.Done> reply) {
    withRun(
        seat,
        command.id(),
        reply,
        active -> {
          active.execution().stop(seat.participant().username());
          reply.accept(new Answer.Done());
        });
  }

  /** Acts on the run that is named, for who may; refuses where it is over. */
  void withRun(Seat seat, String id, Reply<Answer.Done> reply, Consumer<RoomRun> action) {
    Optional<RoomRun> named = active().filter(r -> r.id().equals(id));
    Optional<Refusal> no =
        floor
            .refuses(seat, Permission.RUN)
            .or(
                () ->
                    named.isPresent()
                        ? Optional.empty()
                        : Optional.of(
                            Refusal.of(Code.NOT_RUNNING, "That program is not running any more.")));
    if (no.isPresent()) {
      reply.refuse(no.get());
    } else {
      action.accept(named.get());
    }
  }

  /** Ends the run, if there is one. */
  void end(String by) {
    active().ifPresent(r -> r.execution().stop(by));
  }

  /** Ends the run unless somebody comes back in time. */
  void abandon() {
    active()
        .ifPresent(
            left ->
                floor.later(
                    settings.abandonment(),
                    () -> {
                      if (floor.people().isEmpty()) {
                        left.execution().abandon();
                      }
                    }));
  }

  private static Refusal refusal(Admission.Refused refused) {
    Code code =
        switch (refused.reason()) {
          case ALREADY_RUNNING -> Code.ALREADY_RUNNING;
          case QUEUE_FULL -> Code.QUEUE_FULL;
          case ENGINE_UNAVAILABLE -> Code.ENGINE_UNAVAILABLE;
          case LANGUAGE_NOT_READY -> Code.LANGUAGE_NOT_READY;
          case INVALID_REQUEST -> Code.INVALID_MESSAGE;
          case STOPPING -> Code.STOPPING;
        };
    return new Refusal(code, refused.message(), refused.retryable());
  }
}
