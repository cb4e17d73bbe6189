package dev.parley.targets;

import java.time.Instant;

/** From the moment a program writes a line to the moment the other person hears it. */
final class Delay {

  private static final int LINES = 500;

  private Delay() {}

  static void measure(Lobby lobby, Report report) throws InterruptedException {
    report.heading("Output written in the container, to the other person's ear");
    String program =
        "import time\nfor i in range("
            + LINES
            + "):\n    print(time.time_ns(), flush=True)\n    time.sleep(0.02)\n";
    double[] delays = new double[LINES];
    int[] count = {0};
    try (Pair pair = lobby.pair("python", program)) {
      pair.press();
      pair.next("execution_started");
      StringBuilder partial = new StringBuilder();
      pair.next(
          "execution_finished",
          heard -> {
            if (heard.event().equals("execution_output")) {
              long late = System.nanoTime() - heard.at();
              Instant now = Instant.now();
              double then = now.getEpochSecond() * 1e9 + now.getNano() - late;
              partial.append(heard.payload().get("data").textValue());
              int end;
              while ((end = partial.indexOf("\n")) >= 0) {
                double written = Double.parseDouble(partial.substring(0, end).strip());
                partial.delete(0, end + 1);
                delays[count[0]++] = (then - written) / 1e6;
              }
            }
          });
    }
    Figures figures = Figures.of(delays, count[0]);
    report.atMost("line every 20 ms, median", figures.median(), 2, " ms", figures.toString());
    report.atMost("line every 20 ms, p99", figures.percentile(99), 20, " ms", "");
    report.holds("all lines arrived", count[0] == LINES, count[0] + "", LINES + "");
  }
}
