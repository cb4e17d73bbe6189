package dev.parley.targets;

import java.util.ArrayList;
import java.util.List;

/** From Stop to the verdict at the other person. */
final class Stopping {

  private static final int ROUNDS = 30;
  private static final String STUBBORN =
      """
      import signal
      for s in (1, 2, 15):
          signal.signal(s, signal.SIG_IGN)
      print('x', flush=True)
      while True:
          pass
      """;

  private Stopping() {}

  static void measure(Lobby lobby, Report report) throws InterruptedException {
    report.heading("Stop, of a program that ignores every signal it may");
    double[] times = new double[ROUNDS];
    try (Pair pair = lobby.pair("python", STUBBORN)) {
      for (int round = 0; round < ROUNDS; round++) {
        times[round] = stop(pair);
      }
    }
    Figures idle = Figures.of(times);
    report.atMost("Stop to stopped, p95", idle.percentile(95), 300, " ms", idle.toString());
    List<Pair> busy = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        Pair pair = lobby.pair("python", STUBBORN);
        busy.add(pair);
        pair.pressed();
        pair.next("execution_output");
      }
      for (Pair pair : busy) {
        report.note("while all four run: " + Math.round(stopRunning(pair)) + " ms");
      }
    } finally {
      busy.forEach(Pair::close);
    }
  }

  private static double stop(Pair pair) throws InterruptedException {
    String id = pair.pressed();
    pair.next("execution_output");
    return stop(pair, id);
  }

  private static double stopRunning(Pair pair) throws InterruptedException {
    return stop(pair, pair.running());
  }

  private static double stop(Pair pair, String id) throws InterruptedException {
    long began = System.nanoTime();
    pair.stop(id);
    Pair.Heard end = pair.next("execution_finished");
    if (!end.payload().get("state").textValue().equals("CANCELLED")) {
      throw new IllegalStateException(end.payload().toString());
    }
    return (end.at() - began) / 1e6;
  }
}
