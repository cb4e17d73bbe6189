package dev.parley.api;

import dev.parley.json.EventJson;
import dev.parley.replay.Viewer;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.session.RoomRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * The log of a room, a page at a time or all of it, a line an event. Either way a few entries are
 * in memory at once, and no connection to the database waits for a slow reader.
 */
final class LogRoutes {

  static final String NDJSON = "application/x-ndjson";

  private final Journal journal;
  private final Doors doors;
  private final ApiSettings settings;
  private final EventJson json = new EventJson();

  LogRoutes(Journal journal, Doors doors, ApiSettings settings) {
    this.journal = journal;
    this.doors = doors;
    this.settings = settings;
  }

  List<Route> table() {
    return List.of(Route.get("/api/rooms/{code}/events", this::events));
  }

  /** What a caller wants of the log. */
  private record Wanted(
      UUID room, Viewer viewer, long after, long limit, Set<RoomEvent.Kind> kinds) {}

  private Reply events(Request request) throws Refused {
    RoomRecord room = doors.room(request);
    boolean lines = request.prefers(NDJSON, "application/json");
    Wanted wanted =
        new Wanted(
            room.id(),
            doors.viewer(request, room),
            request.number("after", 0, Long.MAX_VALUE).orElse(0L),
            request
                .number("limit", 1, lines ? Long.MAX_VALUE : settings.maxPage())
                .orElse(lines ? Long.MAX_VALUE : settings.page()),
            kinds(request.query("kinds").orElse("")));
    return lines
        ? new Reply.Stream(NDJSON, out -> writeLines(wanted, out))
        : new Reply.Stream("application/json", out -> writePage(wanted, out));
  }

  private static Set<RoomEvent.Kind> kinds(String names) throws Refused {
    Set<RoomEvent.Kind> kinds = EnumSet.noneOf(RoomEvent.Kind.class);
    for (String name : names.split(",", -1)) {
      String wanted = name.strip();
      if (wanted.isEmpty()) {
        continue;
      }
      kinds.add(
          EnumSet.allOf(RoomEvent.Kind.class).stream()
              .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(wanted))
              .findFirst()
              .orElseThrow(
                  () -> new Refused(Problem.malformed("kinds names a kind that does not exist."))));
    }
    return kinds;
  }

  private void writeLines(Wanted wanted, OutputStream out) throws IOException {
    var unused =
        forEach(
            wanted,
            (entry, first) -> {
              out.write(bytes(json.text(entry)));
              out.write('\n');
            });
  }

  /** {@code next} is where the next page begins, or null after the last one. */
  private void writePage(Wanted wanted, OutputStream out) throws IOException {
    out.write(bytes("{\"events\":["));
    Told told =
        forEach(
            wanted,
            (entry, first) -> {
              if (!first) {
                out.write(',');
              }
              out.write(bytes(json.text(entry)));
            });
    out.write(bytes("],\"next\":" + (told.count() == wanted.limit() ? told.last() : "null") + "}"));
  }

  /** How many entries were written, and the seq of the last. */
  private record Told(long count, long last) {}

  @FunctionalInterface
  private interface Each {
    void write(JournalEntry entry, boolean first) throws IOException;
  }

  private Told forEach(Wanted wanted, Each each) throws IOException {
    long last = wanted.after();
    long count = 0;
    while (count < wanted.limit()) {
      int some = (int) Math.min(settings.readAtOnce(), wanted.limit() - count);
      List<JournalEntry> entries = journal.read(wanted.room(), last, some, wanted.kinds());
      for (JournalEntry entry : entries) {
        if (wanted.viewer().sees(entry)) {
          each.write(entry, count++ == 0);
        }
        last = entry.seq();
      }
      if (entries.size() < some) {
        break;
      }
    }
    return new Told(count, last);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
