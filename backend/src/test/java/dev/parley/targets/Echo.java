package dev.parley.targets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.e2e.Rest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A keystroke's way to the other screen, while nobody runs anything and while two rooms burn. */
final class Echo {

  private static final int ROOMS = 4;
  private static final int STROKES = 400;
  private static final long BETWEEN_MS = 10;

  private Echo() {}

  static void measure(Lobby lobby, Report report) throws InterruptedException {
    report.heading("A keystroke on the other screen while two other rooms burn the processors");
    Figures before;
    Figures during;
    Figures after;
    List<Typing> rooms = new ArrayList<>();
    try {
      for (int room = 0; room < ROOMS; room++) {
        rooms.add(new Typing(lobby));
      }
      type(rooms);
      before = type(rooms);
      try (Pair one = lobby.pair("python", "print('x')\nwhile True:\n    pass\n");
          Pair two = lobby.pair("python", "print('x')\nwhile True:\n    pass\n")) {
        String first = one.pressed();
        String second = two.pressed();
        one.next("execution_output");
        two.next("execution_output");
        during = type(rooms);
        one.stop(first);
        two.stop(second);
        one.next("execution_finished");
        two.next("execution_finished");
      }
      after = type(rooms);
    } finally {
      rooms.forEach(Typing::close);
    }
    double idle = (before.percentile(95) + after.percentile(95)) / 2;
    report.atMost(
        "p95 while burning against idle",
        during.percentile(95) / idle,
        2,
        "x",
        "idle " + before + "; burning " + during + "; idle again " + after);
  }

  private static Figures type(List<Typing> rooms) throws InterruptedException {
    double[] times = new double[STROKES];
    for (int stroke = 0; stroke < STROKES; stroke++) {
      Thread.sleep(BETWEEN_MS);
      times[stroke] = rooms.get(stroke % rooms.size()).stroke();
    }
    return Figures.of(times);
  }

  /** A room where one types and the other watches. */
  private static final class Typing implements AutoCloseable {

    private final Wire author;
    private final Wire watcher;
    private final String file;
    private final String epoch;
    private final String id = "author-" + System.nanoTime();
    private final BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
    private long revision;
    private long number;
    private int length;

    Typing(Lobby lobby) {
      Rest.Room room = lobby.room("python", "x = 1\n".repeat(800));
      author = lobby.client(room, "Ada");
      watcher = lobby.client(room, "Ben");
      JsonNode state = join(author, id).get("files").get(0);
      join(watcher, "watcher-" + System.nanoTime());
      file = state.get("file").textValue();
      epoch = state.get("epoch").textValue();
      revision = state.get("revision").longValue();
      length = state.get("text").textValue().length();
      watcher.hear("code_updated", update -> seen.add(System.nanoTime()));
    }

    private static JsonNode join(Wire client, String id) {
      JsonNode welcome = client.ask("join", Map.of("protocol", 2, "client", id));
      if (welcome.has("error")) {
        throw new IllegalStateException(welcome.toString());
      }
      return welcome;
    }

    /** Types one character and waits for the other screen; milliseconds. */
    double stroke() throws InterruptedException {
      long began = System.nanoTime();
      author.tell(
          "code_change",
          Map.of(
              "file",
              file,
              "epoch",
              epoch,
              "revision",
              revision++,
              "client",
              id,
              "first",
              number++,
              "changes",
              List.of(List.of(length, List.of(0, "y")))));
      length++;
      Long at = seen.poll(20, TimeUnit.SECONDS);
      if (at == null) {
        throw new IllegalStateException("a keystroke did not arrive");
      }
      return (at - began) / 1e6;
    }

    @Override
    public void close() {
      author.close();
      watcher.close();
    }
  }
}
