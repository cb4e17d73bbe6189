package dev.parley.targets;

import dev.parley.e2e.Rest;
import dev.parley.e2e.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a keystroke takes to everybody else's screen, through sockets, room, commit and sockets
 * again, while 20 rooms of 5 people type. People type at random moments, {@link #PACE} a second
 * each, and wait for nothing; what they type while a push is under way goes with the next one, and
 * its time counts from the keystroke.
 */
final class Screens {

  private static final int ROOMS = 20;
  private static final int PEOPLE = 5;
  private static final double PACE = 5;
  private static final int WARM_SECONDS = 10;
  private static final int SECONDS = 25;
  private static final String TEXT = "x = 1\n".repeat(800);
  private static final double P95_MS = 50;
  private static final double P99_MS = 120;

  private final Queue<Double> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<Double> seen = new ConcurrentLinkedQueue<>();

  private Screens() {}

  static void measure(Report report) throws Exception {
    report.heading(
        "A keystroke on the others' screens, "
            + ROOMS
            + " rooms x "
            + PEOPLE
            + ", "
            + PACE
            + " keystrokes a second each");
    Path data = Files.createTempDirectory("targets");
    try (Server server = Server.open(data, Map.of("PARLEY_ENGINE", Server.NO_ENGINE));
        Lobby lobby = new Lobby(server.url())) {
      new Screens().measure(lobby, report);
    }
    Desk.delete(data);
  }

  private void measure(Lobby lobby, Report report) {
    List<Seat> everybody = new ArrayList<>();
    try {
      for (int room = 0; room < ROOMS; room++) {
        everybody.addAll(people(lobby, room));
      }
      type(everybody, WARM_SECONDS);
      acknowledged.clear();
      seen.clear();
      int strokes = type(everybody, SECONDS);
      Figures screens = figures(seen);
      report.holds(
          "keystrokes seen by all others",
          screens.count() == strokes * (PEOPLE - 1),
          screens.count() + "",
          strokes * (PEOPLE - 1) + "");
      report.atMost(
          "p95 to the other screens", screens.percentile(95), P95_MS, " ms", screens + "");
      report.atMost("p99 to the other screens", screens.percentile(99), P99_MS, " ms", "");
      report.note("acknowledged: " + figures(acknowledged));
    } finally {
      everybody.forEach(Seat::close);
    }
  }

  private List<Seat> people(Lobby lobby, int number) {
    Rest.Room room = lobby.room("python", TEXT);
    List<Seat> seats = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      String id = number + "-" + i;
      seats.add(new Seat(id, lobby.client(room, id), TEXT.length(), acknowledged, seen));
    }
    seats.forEach(seat -> seat.sitDown(seats));
    return seats;
  }

  /** Lets everybody type, waits until all is seen; how many keystrokes that were. */
  private static int type(List<Seat> everybody, int seconds) {
    Random random = new Random(11);
    int strokes = 0;
    double rate = PACE * everybody.size();
    long begin = System.nanoTime();
    long due = begin;
    while (due - begin < seconds * 1_000_000_000L) {
      due += (long) (-Math.log(1 - random.nextDouble()) / rate * 1e9);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      everybody.get(random.nextInt(everybody.size())).stroke(due);
      strokes++;
    }
    long end = System.nanoTime() + 20_000_000_000L;
    while (everybody.stream().anyMatch(Seat::isBusy) && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
    }
    return strokes;
  }

  private static Figures figures(Queue<Double> times) {
    return Figures.of(times.stream().mapToDouble(each -> each).toArray());
  }
}
