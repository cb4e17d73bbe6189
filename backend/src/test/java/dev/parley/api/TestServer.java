package dev.parley.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.auth.AuthSettings;
import dev.parley.auth.GuessLimit;
import dev.parley.auth.Tokens;
import dev.parley.execution.Admission;
import dev.parley.execution.ExecutionListener;
import dev.parley.execution.ExecutionRequest;
import dev.parley.execution.Executions;
import dev.parley.execution.ExecutionsSettings;
import dev.parley.failpoint.Failpoints;
import dev.parley.language.Commands;
import dev.parley.language.Language;
import dev.parley.language.LanguageState;
import dev.parley.language.LanguageStates;
import dev.parley.language.Languages;
import dev.parley.language.Limits;
import dev.parley.room.Journal;
import dev.parley.room.RoomSettings;
import dev.parley.room.Rooms;
import dev.parley.session.Identity;
import dev.parley.storage.Storage;
import dev.parley.storage.StorageSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** The real interface on a free port, over real rooms and a real database; no engine. */
final class TestServer implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();
  static final int GUESSES = 5;

  final Storage storage;
  final Rooms rooms;
  final Tokens tokens;
  final RestServer rest;
  final AtomicLong nanos = new AtomicLong();

  /** Stands still unless moved. */
  final AtomicLong millis = new AtomicLong(Instant.parse("2026-01-02T03:04:05Z").toEpochMilli());

  /** What becomes of a run that was asked for without a room. */
  final AtomicReference<BiFunction<ExecutionRequest, ExecutionListener, Admission>> runs =
      new AtomicReference<>(
          (request, listener) ->
              new Admission.Refused(
                  Admission.Reason.ENGINE_UNAVAILABLE, "No engine answers.", true));

  final AtomicReference<Optional<String>> engineTrouble = new AtomicReference<>(Optional.empty());

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(millis.get());
        }
      };
  private final ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final HttpClient client = HttpClient.newHttpClient();

  TestServer(Path folder) {
    this(folder, ApiSettings.STANDARD, journal -> journal);
  }

  TestServer(Path folder, ExecutionsSettings executions) {
    this(folder, ApiSettings.STANDARD, journal -> journal, executions);
  }

  /** {@code shown} may put something between the interface and the journal. */
  TestServer(Path folder, ApiSettings settings, UnaryOperator<Journal> shown) {
    this(
        folder,
        settings,
        shown,
        ExecutionsSettings.standard(ExecutionsSettings.Access.OPEN, Optional.empty()));
  }

  private TestServer(
      Path folder,
      ApiSettings settings,
      UnaryOperator<Journal> shown,
      ExecutionsSettings executions) {
    Identity identity = new Identity(new SecureRandom());
    storage = Storage.open(StorageSettings.of(folder, false));
    Languages languages = new Languages(List.of(language("python", 1), language("java", 2)));
    rooms =
        new Rooms(
            RoomSettings.STANDARD,
            storage.sessions(),
            storage.journal(),
            languages,
            (request, listener) ->
                new Admission.Refused(
                    Admission.Reason.ENGINE_UNAVAILABLE, "No engine answers.", true),
            identity,
            clock,
            Failpoints.NONE,
            pool,
            timer);
    tokens = new Tokens(new AuthSettings("s".repeat(32), Duration.ofHours(1)), clock);
    rest =
        new RestServer(
            settings,
            new RestServer.Parts(
                rooms,
                storage.sessions(),
                shown.apply(storage.journal()),
                languages,
                new States(),
                engineTrouble::get,
                new Held(),
                new Executions(
                    (request, listener) -> runs.get().apply(request, listener),
                    executions,
                    identity::capability,
                    nanos::get),
                tokens,
                new GuessLimit(GUESSES, Duration.ofMinutes(1), nanos::get),
                identity,
                nanos::get));
  }

  /** Python runs, Java is being built. */
  private static final class States implements LanguageStates {
    @Override
    public List<LanguageState> all() {
      return List.of(of("python"), of("java"));
    }

    @Override
    public LanguageState of(String id) {
      return id.equals("python")
          ? new LanguageState(id, LanguageState.Stage.READY, 100, "Ready.", Optional.of("3.13.5"))
          : new LanguageState(
              id, LanguageState.Stage.BUILDING, 42, "Step 2 of 5.", Optional.empty());
    }

    @Override
    public LanguageState want(String id) {
      return of(id);
    }
  }

  /** Python has been run, Java has not. */
  private static final class Held implements Sandboxes {
    @Override
    public Count all() {
      return new Count(3, 2, 1, 4);
    }

    @Override
    public Count of(String language) {
      return language.equals("python") ? new Count(2, 1, 1, 4) : new Count(0, 0, 0, 0);
    }

    @Override
    public int anchors() {
      return 2;
    }
  }

  private static Language language(String id, int order) {
    Duration second = Duration.ofSeconds(1);
    Limits limits = new Limits(second, second, second, second, 1, 1, 1, 1, 1, 1, 1, 1);
    return new Language(
        id,
        id.toUpperCase(java.util.Locale.ROOT),
        "1",
        List.of(id + "3"),
        "main." + id,
        List.of(id),
        id,
        order,
        Commands.only(List.of("run")),
        Map.of(),
        limits,
        "hello " + id + "\n");
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + rest.port() + path);
  }

  /** A request to be finished with headers and a method. */
  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> as) {
    try {
      return client.send(request.build(), as);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(to(path));
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        to(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Makes a room and returns what its maker was told. */
  JsonNode room(String json) {
    HttpResponse<String> made = post("/api/rooms", json);
    if (made.statusCode() != 201) {
      throw new IllegalStateException(made.statusCode() + " " + made.body());
    }
    return json(made);
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(response.body(), e);
    }
  }

  @Override
  public void close() {
    client.close();
    rest.close();
    rooms.close();
    timer.shutdownNow();
    pool.close();
    storage.close();
  }
}
