package dev.parley.api;

import dev.parley.execution.ExecutionsSettings;
import dev.parley.replay.Replay;
import dev.parley.replay.Timelines;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The table of all routes. */
final class Routes {

  private final List<Route> table;

  Routes(ApiSettings settings, RestServer.Parts parts, PageRoutes pages) {
    Quota quota =
        new Quota(
            settings.roomsPerMinute(),
            Duration.ofMinutes(1),
            settings.addresses(),
            parts.nanoTime());
    RoomMaker maker = new RoomMaker(parts.rooms(), quota);
    Doors doors = new Doors(parts.rooms(), parts.tokens(), parts.guesses(), settings.roomWait());
    MadeRoom made = new MadeRoom(parts.tokens(), parts.identity());
    Replay replay = new Replay(parts.journal(), settings.replay());
    Timelines timelines = new Timelines(parts.journal(), settings.replay());
    LogLines lines = new LogLines(parts.journal(), settings.readAtOnce());
    this.table =
        Stream.of(
                new RoomRoutes(
                        maker, made, doors, parts.tokens(), parts.identity(), settings.name())
                    .table(),
                new FileRoutes(parts.journal(), replay, doors).table(),
                new FileEditRoutes(replay, doors, settings.archive()).table(),
                new PastRoutes(replay, maker, made, doors).table(),
                new TimelineRoutes(timelines, doors).table(),
                new LogRoutes(parts.journal(), doors, settings).table(),
                new ExportRoutes(lines, new OfflineReplay(lines, PageRoutes.BUILT), doors).table(),
                new SessionRoutes(maker, doors).table(),
                executions(parts).table(),
                new LanguageRoutes(
                        parts.languages(), parts.states(), parts.engine(), parts.sandboxes())
                    .table(),
                new HealthRoutes(
                        parts.sessions(),
                        parts.engine(),
                        parts.rooms(),
                        parts.sandboxes(),
                        parts.states(),
                        settings.roomWait())
                    .table(),
                List.of(Route.get("/api/openapi.json", new OpenApi())),
                pages.table())
            .flatMap(List::stream)
            .toList();
  }

  private static ExecutionRoutes executions(RestServer.Parts parts) {
    ExecutionsSettings bounds = parts.executions().settings();
    return new ExecutionRoutes(
        parts.executions(),
        parts.languages(),
        parts.identity(),
        new Quota(bounds.perMinute(), Duration.ofMinutes(1), bounds.addresses(), parts.nanoTime()));
  }

  List<Route> table() {
    return table;
  }
}
