package dev.parley.room;

import dev.parley.auth.Claims;
import dev.parley.auth.Role;
import dev.parley.execution.Admission;
import dev.parley.execution.Execution;
import dev.parley.execution.ExecutionListener;
import dev.parley.execution.ExecutionRequest;
import dev.parley.execution.Window;
import dev.parley.failpoint.Failpoints;
import dev.parley.language.Commands;
import dev.parley.language.Language;
import dev.parley.language.Languages;
import dev.parley.language.Limits;
import dev.parley.session.Identity;
import dev.parley.storage.Storage;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Rooms over a real database, and a stage where the tests play the programs. The journal can be
 * told to hold its commits back, or to fail.
 */
final class House implements AutoCloseable {

  static final String PYTHON_STARTER = "print('hello')\n";
  static final String BASH_STARTER = "echo hello\n";

  /** A program that the test plays. */
  record Play(
      ExecutionRequest request,
      ExecutionListener listener,
      List<String> typed,
      List<String> stoppedBy) {}

  final Identity identity = new Identity(new SecureRandom());
  final List<Play> plays = new CopyOnWriteArrayList<>();
  final List<Runnable> held = new CopyOnWriteArrayList<>();
  final AtomicBoolean holding = new AtomicBoolean();
  final AtomicBoolean failing = new AtomicBoolean();

  /** The languages that rooms said they would want to run, in order. */
  final List<String> prepared = new CopyOnWriteArrayList<>();

  final AtomicBoolean engineGone = new AtomicBoolean();
  private final ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  final Storage storage;
  final Rooms rooms;

  House(Storage storage) {
    this(storage, settings(100, Duration.ofMinutes(10)));
  }

  House(Storage storage, RoomSettings settings) {
    this.storage = storage;
    this.rooms =
        new Rooms(
            settings,
            storage.sessions(),
            new Interrupted(storage.journal()),
            new Languages(
                List.of(
                    language("python", "main.py", 1, PYTHON_STARTER),
                    language("bash", "main.sh", 2, BASH_STARTER))),
            new Runs() {
              @Override
              public Admission submit(ExecutionRequest request, ExecutionListener listener) {
                return House.this.submit(request, listener);
              }

              @Override
              public void prepare(Language language) {
                prepared.add(language.id());
              }
            },
            identity,
            Clock.systemUTC(),
            Failpoints.NONE,
            pool,
            timer);
  }

  /** Small bounds, so that tests reach them. */
  static RoomSettings settings(int rooms, Duration idle) {
    RoomSettings s = RoomSettings.STANDARD;
    return new RoomSettings(
        rooms,
        4,
        6,
        25_000,
        s.waiting(),
        s.title(),
        s.name(),
        s.ranges(),
        5,
        2_000,
        Duration.ofMillis(20),
        s.presenceEvery(),
        Duration.ofMillis(20),
        // Long enough for a page to come back in time on the busiest machine.
        Duration.ofSeconds(1),
        Duration.ofMillis(100),
        idle,
        Duration.ofMillis(150),
        s.sessions(),
        new DocumentLimits(10_000, 50, 1 << 20, 100, 100, 20, 16));
  }

  /** Makes a Python room and returns its code. */
  String room() {
    return created().room().code().value();
  }

  Rooms.Created created() {
    return ((Result.Yes<Rooms.Created>) rooms.create("A room", Optional.of("python"), List.of()))
        .value();
  }

  /** What a room's main file has for a newcomer. */
  String text(String code) throws Exception {
    Ear reader = new Ear();
    String text = file(reader.welcomed(rooms, code, plain("reader"))).text();
    reader.leaves();
    return text;
  }

  /** The main file of a newcomer who had nothing. */
  static Answer.FileState.Whole file(Answer.Welcome welcome) {
    return (Answer.FileState.Whole) welcome.files().getFirst();
  }

  static Command.Join ops(String name, String client) {
    return new Command.Join(Optional.empty(), name, Seat.Form.OPS, Optional.of(client), Map.of());
  }

  static Command.Join plain(String name) {
    return new Command.Join(
        Optional.empty(), name, Seat.Form.WHOLE_TEXT, Optional.empty(), Map.of());
  }

  static Command.Join bearer(Rooms.Created room, String id, String name, Role role, String client) {
    return new Command.Join(
        Optional.of(new Claims(room.room().id(), id, name, role)),
        "",
        Seat.Form.OPS,
        Optional.of(client),
        Map.of());
  }

  /** Lets every commit through that was held back. */
  void release() {
    holding.set(false);
    held.forEach(Runnable::run);
    held.clear();
  }

  private Admission submit(ExecutionRequest request, ExecutionListener listener) {
    if (engineGone.get()) {
      return new Admission.Refused(
          Admission.Reason.ENGINE_UNAVAILABLE, "No container engine answers.", true);
    }
    Play play =
        new Play(request, listener, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
    plays.add(play);
    return new Admission.Accepted(
        new Execution() {
          @Override
          public String id() {
            return request.id();
          }

          @Override
          public boolean input(String text) {
            return !text.equals("too much") && play.typed().add(text);
          }

          @Override
          public void endInput() {
            play.typed().add("<end>");
          }

          @Override
          public void resize(Window window) {
            play.typed().add("<" + window.columns() + "x" + window.rows() + ">");
          }

          @Override
          public void stop(String by) {
            play.stoppedBy().add(by);
          }

          @Override
          public void abandon() {
            play.stoppedBy().add("<nobody>");
          }
        });
  }

  private static Language language(String id, String file, int order, String starter) {
    return new Language(
        id,
        id,
        "1",
        List.of(),
        file,
        List.of(Languages.extension(file)),
        id,
        order,
        Commands.only(List.of(id, "{file}")),
        Map.of(),
        limits(),
        starter);
  }

  private static Limits limits() {
    Duration five = Duration.ofSeconds(5);
    return new Limits(five, five, five, five, 1, 1, 1, 1, 1, 1, 1, 1);
  }

  @Override
  public void close() {
    rooms.close();
    timer.shutdownNow();
    pool.shutdown();
  }

  /** A journal whose commits the test holds back or lets fail. */
  private final class Interrupted implements Journal {

    private final Journal inner;

    Interrupted(Journal inner) {
      this.inner = inner;
    }

    @Override
    public void create(dev.parley.session.RoomRecord room, List<JournalEntry> first) {
      inner.create(room, first);
    }

    @Override
    public Opened open(java.util.UUID room, int history) {
      Opened opened = inner.open(room, history);
      return new Opened(
          opened.room(),
          opened.snapshot(),
          opened.history(),
          opened.tail(),
          (entries, snapshot) -> append(opened.log(), entries, snapshot));
    }

    private CompletionStage<Void> append(
        Log log, List<JournalEntry> entries, Optional<RoomSnapshot> snapshot) {
      CompletableFuture<Void> answer = new CompletableFuture<>();
      Runnable commit =
          () -> {
            if (failing.get()) {
              answer.completeExceptionally(new JournalException("the disk is full", null));
            } else {
              log.append(entries, snapshot)
                  .whenComplete(
                      (done, error) -> {
                        if (error == null) {
                          answer.complete(null);
                        } else {
                          answer.completeExceptionally(error);
                        }
                      });
            }
          };
      if (holding.get()) {
        held.add(commit);
      } else {
        commit.run();
      }
      return answer;
    }

    @Override
    public List<JournalEntry> read(
        java.util.UUID room, long after, int limit, java.util.Set<RoomEvent.Kind> kinds) {
      return inner.read(room, after, limit, kinds);
    }

    @Override
    public Optional<RoomSnapshot> snapshot(java.util.UUID room, long seq) {
      return inner.snapshot(room, seq);
    }

    @Override
    public Optional<Long> seqOf(java.util.UUID room, String file, long revision) {
      return inner.seqOf(room, file, revision);
    }

    @Override
    public long seqAt(java.util.UUID room, long at) {
      return inner.seqAt(room, at);
    }
  }
}
