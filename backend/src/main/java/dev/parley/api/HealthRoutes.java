package dev.parley.api;

import dev.parley.language.LanguageState;
import dev.parley.language.LanguageStates;
import dev.parley.room.Rooms;
import dev.parley.session.Sessions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the server lives and whether rooms can be served. Rooms need the database; without a
 * container engine people still edit, so its trouble is told and does not count.
 */
final class HealthRoutes {

  private static final Logger log = LoggerFactory.getLogger(HealthRoutes.class);
  private static final UUID NOBODY = new UUID(0, 0);

  private final Sessions sessions;
  private final EngineCheck engine;
  private final Rooms rooms;
  private final Sandboxes sandboxes;
  private final LanguageStates languages;
  private final Duration patience;

  HealthRoutes(
      Sessions sessions,
      EngineCheck engine,
      Rooms rooms,
      Sandboxes sandboxes,
      LanguageStates languages,
      Duration patience) {
    this.sessions = sessions;
    this.engine = engine;
    this.rooms = rooms;
    this.sandboxes = sandboxes;
    this.languages = languages;
    this.patience = patience;
  }

  List<Route> table() {
    return List.of(
        Route.get("/api/health/live", request -> Reply.Json.ok(new Live(Status.UP))),
        Route.get("/api/health/ready", this::ready));
  }

  enum Status {
    UP,
    DOWN
  }

  record Live(Status status) {}

  record Ready(Status status, Checks checks) {}

  record Checks(
      Check database,
      Check engine,
      OpenRooms rooms,
      Pool pool,
      Map<String, LanguageState.Stage> languages) {}

  /** Rooms in memory, and pages' copies of a text that had to be put right: each is a fault. */
  record OpenRooms(long open, long wrongCopies) {}

  record Pool(int idle, int building, int inUse, int waiting, int anchors) {

    static Pool of(Sandboxes sandboxes) {
      Sandboxes.Count all = sandboxes.all();
      return new Pool(all.idle(), all.building(), all.inUse(), all.waiting(), sandboxes.anchors());
    }
  }

  record Check(Status status, Optional<String> message) {

    static Check of(Optional<String> trouble) {
      return new Check(trouble.isEmpty() ? Status.UP : Status.DOWN, trouble);
    }
  }

  private Reply ready(Request request) {
    Check database = Check.of(databaseTrouble());
    Map<String, LanguageState.Stage> stages = new LinkedHashMap<>();
    languages.all().forEach(state -> stages.put(state.id(), state.stage()));
    return new Reply.Json(
        database.status() == Status.UP ? 200 : 503,
        new Ready(
            database.status(),
            new Checks(
                database,
                Check.of(engine.trouble()),
                new OpenRooms(rooms.count(), rooms.wrongCopies()),
                Pool.of(sandboxes),
                stages)),
        Reply.Freshness.NEVER_STORED);
  }

  private Optional<String> databaseTrouble() {
    try {
      var unused =
          CompletableFuture.supplyAsync(() -> sessions.find(NOBODY), Thread::startVirtualThread)
              .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      log.error("the database does not answer: {}", e.getCause().toString());
      return Optional.of("The database does not answer.");
    } catch (TimeoutException e) {
      return Optional.of("The database does not answer in time.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("The server is stopping.");
    }
  }
}
