package dev.parley.room;

import dev.parley.auth.Permission;
import dev.parley.auth.Role;
import dev.parley.execution.Admission;
import dev.parley.execution.ExecutionListener;
import dev.parley.execution.ExecutionRequest;
import dev.parley.execution.OutputKind;
import dev.parley.execution.Owner;
import dev.parley.execution.Place;
import dev.parley.execution.Stdin;
import dev.parley.execution.Verdict;
import dev.parley.language.Language;
import dev.parley.language.Languages;
import dev.parley.room.Refusal.Code;
import dev.parley.session.Identity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A room's terminal: one run at a time, for everybody to see. What a program prints is shown at
 * once and joins the next commit, for a crash of the server would end the program anyway. Lives on
 * the room's lane; a run speaks from its own thread and hops.
 */
final class Terminal {

  /** Every image has it. */
  private static final List<String> SHELL =
      List.of(
          "env", "PS1=\\w \\$ ", "HOME=/work", "HISTFILE=", "bash", "--norc", "--noprofile", "-i");

  private final UUID room;
  private final Floor floor;
  private final Cabinet cabinet;
  private final RoomSettings settings;
  private final Languages languages;
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
      UUID room,
      Floor floor,
      Cabinet cabinet,
      RoomSettings settings,
      Languages languages,
      Runs runs,
      Identity identity,
      Runnable rested) {
    this.room = room;
    this.floor = floor;
    this.cabinet = cabinet;
    this.settings = settings;
    this.languages = languages;
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
    Optional<Language> spoken =
        file.flatMap(f -> languages.find(command.language().orElse(f.label().language())));
    Optional<Refusal> no =
        floor
            .refuses(seat, Permission.RUN)
            .or(() -> Desk.unknown(file))
            .or(
                () ->
                    spoken.isPresent()
                        ? Optional.empty()
                        : Optional.of(unspoken(file.get(), command)))
            .or(() -> spoken.flatMap(language -> sessionless(language, command.mode())))
            .or(this::occupied);
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    String by = seat.participant().id();
    Language language = inMode(spoken.get(), command.mode());
    RoomRun fresh =
        new RoomRun(identity.shortId(), language.id(), by, command.mode(), settings.outputKept());
    switch (runs.submit(request(fresh, language, file.get(), command), new Heard(fresh))) {
      case Admission.Refused refused -> reply.refuse(refusal(refused));
      case Admission.Accepted accepted -> {
        fresh.runsAs(accepted.execution());
        run = Optional.of(fresh);
        floor.tell(queued(fresh));
        floor.record(
            Optional.of(by),
            List.of(
                new RoomEvent.RunRequested(
                    fresh.id(),
                    language.id(),
                    file.get().label().name(),
                    Optional.of(command.mode()).filter(mode -> mode != RunMode.RUN))),
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
    languages.find(file.language()).ifPresent(runs::prepare);
  }

  private Optional<Refusal> occupied() {
    return active()
        .map(
            r ->
                Refusal.forNow(
                    Code.ALREADY_RUNNING, "A program is running in this room. Stop it first."));
  }

  private static Optional<Refusal> sessionless(Language language, RunMode mode) {
    return mode == RunMode.REPL && language.commands().repl().isEmpty()
        ? Optional.of(
            Refusal.of(
                Code.INVALID_MESSAGE,
                language.name() + " has no interactive session here. Open a shell instead."))
        : Optional.empty();
  }

  /** A session is a run of another command, with limits of its own. */
  private Language inMode(Language language, RunMode mode) {
    return switch (mode) {
      case RUN -> language;
      case REPL -> session(language, language.commands().repl());
      case SHELL -> session(language, SHELL);
    };
  }

  private Language session(Language language, List<String> command) {
    return language.session(command, settings.sessions().over(language.limits()));
  }

  private static Refusal unspoken(SharedFile file, Command.Execute command) {
    return command.language().isPresent()
        ? Filing.unknownLanguage()
        : Refusal.of(
            Code.UNKNOWN_LANGUAGE,
            file.label().name() + " is in no language that can be run. Run another file.");
  }

  private ExecutionRequest request(
      RoomRun run, Language language, SharedFile file, Command.Execute command) {
    Map<String, String> sources = new LinkedHashMap<>();
    cabinet.files().forEach(f -> sources.put(f.label().name(), f.head().text()));
    String entry = runnable(file.label().name(), language, sources);
    if (!entry.equals(file.label().name())) {
      sources.remove(file.label().name());
      sources.put(entry, file.head().text());
    }
    return new ExecutionRequest(
        run.id(),
        new Owner("room " + room, 1),
        language,
        language.limits(),
        sources,
        entry,
        command.arguments(),
        new Stdin(command.stdin(), true),
        Optional.of(command.window()));
  }

  /** A file runs under a name its language takes, whatever it is called in the room. */
  private static String runnable(String name, Language language, Map<String, String> sources) {
    String extension = Languages.extension(name);
    if (language.extensions().contains(extension.toLowerCase(Locale.ROOT))) {
      return name;
    }
    String stem =
        extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
    String ending = "." + Languages.extension(language.file());
    return Stream.concat(
            Stream.of(language.file(), stem + ending),
            IntStream.iterate(2, n -> n + 1).mapToObj(n -> stem + "_" + n + ending))
        .filter(free -> !sources.containsKey(free))
        .findFirst()
        .orElseThrow();
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
            floor.record(
                Optional.empty(),
                List.of(new RoomEvent.RunFinished(subject.id(), verdict)),
                rested,
                lost -> {});
          });
    }
  }

  void input(Seat seat, Command.TypeInput input, Reply<Answer.Done> reply) {
    withInput(
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
          floor.record(
              Optional.of(by),
              List.of(new RoomEvent.Input(active.id(), input.data())),
              () -> reply.accept(new Answer.Done()),
              reply::refuse);
        });
  }

  void resize(Seat seat, Command.Resize command, Reply<Answer.Done> reply) {
    withInput(
        seat,
        command.id(),
        reply,
        active -> {
          active.execution().resize(command.window());
          reply.accept(new Answer.Done());
        });
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

  void endInput(Seat seat, Command.EndInput command, Reply<Answer.Done> reply) {
    withInput(
        seat,
        command.id(),
        reply,
        active -> {
          active.execution().endInput();
          reply.accept(new Answer.Done());
        });
  }

  void askInput(Seat seat, Command.AskInput command, Reply<Answer.Done> reply) {
    withRun(
        seat,
        command.id(),
        reply,
        active -> {
          String who = seat.participant().id();
          if (active.input().holder().isEmpty()) {
            hand(active, Optional.of(who), Optional.of(who));
          } else if (active.input().ask(who)) {
            floor.tell(held(active));
          }
          reply.accept(new Answer.Done());
        });
  }

  void giveInput(Seat seat, Command.GiveInput command, Reply<Answer.Done> reply) {
    withInput(
        seat,
        command.id(),
        reply,
        active -> {
          if (floor.people().find(command.to()).filter(Terminal::mayType).isEmpty()) {
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

  void takeInput(Seat seat, Command.TakeInput command, Reply<Answer.Done> reply) {
    Optional<Refusal> no = floor.refuses(seat, Permission.DIRECT);
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    withRun(
        seat,
        command.id(),
        reply,
        active -> {
          String who = seat.participant().id();
          if (!active.input().isHeldBy(who)) {
            hand(active, Optional.of(who), Optional.of(who));
          }
          reply.accept(new Answer.Done());
        });
  }

  /** Somebody is gone for good: what they held passes on, to an interviewer first. */
  void departed(String participant) {
    active()
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
        floor.people().participants().stream().filter(Terminal::mayType).toList();
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

  private void hand(RoomRun active, Optional<String> to, Optional<String> by) {
    active.input().give(to);
    floor.tell(held(active));
    floor.note(by, new RoomEvent.InputHeld(active.id(), to));
  }

  private static ServerMessage held(RoomRun active) {
    return new ServerMessage.ExecutionInputHolder(
        active.id(), active.input().holder(), active.input().asking());
  }

  /** As {@link #withRun}, for who holds the input; where nobody does, it is whoever comes first. */
  private void withInput(Seat seat, String id, Reply<Answer.Done> reply, Consumer<RoomRun> action) {
    withRun(
        seat,
        id,
        reply,
        active -> {
          String who = seat.participant().id();
          if (active.input().holder().isEmpty()) {
            hand(active, Optional.of(who), Optional.of(who));
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

  private void withRun(Seat seat, String id, Reply<Answer.Done> reply, Consumer<RoomRun> action) {
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

  /** The verdict for a run that the server's own end took along. */
  static Verdict interrupted() {
    return new Verdict(
        Verdict.State.CANCELLED,
        Verdict.Reason.INTERRUPTED,
        OptionalInt.empty(),
        "The server stopped while this was running.",
        Duration.ZERO,
        Duration.ZERO,
        0,
        0,
        false,
        Verdict.Phases.NONE);
  }
}
