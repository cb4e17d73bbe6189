package dev.parley.targets;

import java.io.IOException;
import java.nio.file.Path;

/**
 * From Run, as one person presses it, to the first output, as the other hears it, in a warm
 * sandbox; against the bare process and {@code docker run} of the same program, in turns.
 */
final class FirstOutput {

  private static final int ENGINE_ROUNDS = 5;
  private static final int WARM_UP = 3;

  /** A server's own code is slow the first times, and a server is not young for long. */
  private static final int FIRST_WARM_UP = 30;

  private final Lobby lobby;
  private final Path root;
  private final Report report;

  FirstOutput(Lobby lobby, Path root, Report report) {
    this.lobby = lobby;
    this.root = root;
    this.report = report;
  }

  void measure(int rounds) throws IOException, InterruptedException {
    report.heading("First output of a warm run at the other person (medians)");
    int warmUp = FIRST_WARM_UP;
    for (Programs program : Programs.ALL) {
      lobby.awaitReady(program.language());
      try (Pair pair = lobby.pair(program.language(), program.text())) {
        measure(program, pair, warmUp, rounds);
      }
      warmUp = WARM_UP;
    }
  }

  private void measure(Programs program, Pair pair, int warmUp, int rounds)
      throws IOException, InterruptedException {
    String image = Peers.image(root, program.language());
    double[] warm = new double[rounds];
    double[] bare = new double[rounds];
    double[] engine = new double[Math.min(ENGINE_ROUNDS, rounds)];
    int counted = 0;
    int cold = 0;
    for (int round = -warmUp; round < rounds; round++) {
      // The pool refills, as it does while people read what they ran.
      lobby.awaitStocked(program.language());
      long began = pair.press();
      boolean fromPool = pair.next("execution_started").payload().get("warm").booleanValue();
      double first = (pair.next("execution_output").at() - began) / 1e6;
      pair.next("execution_finished");
      double process = Peers.bare(program);
      if (round >= 0) {
        bare[round] = process;
        cold += fromPool ? 0 : 1;
        if (fromPool) {
          warm[counted++] = first;
        }
        if (round < engine.length) {
          engine[round] = Peers.engine(program, image);
        }
      }
    }
    Figures ours = Figures.of(warm, counted);
    double process = Figures.of(bare).median();
    double container = Figures.of(engine).median();
    report.atMost(
        program.name() + " against the bare process",
        ours.median() / process,
        program.share(),
        "x",
        ours + "; bare " + Math.round(process) + " ms" + (cold == 0 ? "" : "; not warm: " + cold));
    report.atMost(
        program.name() + " against docker run",
        ours.median() / container,
        program.shareOfEngine(),
        "x",
        "docker run " + Math.round(container) + " ms");
  }
}
