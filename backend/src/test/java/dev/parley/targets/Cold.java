package dev.parley.targets;

import dev.parley.execution.Verdict;
import dev.parley.language.Language;
import java.io.IOException;
import java.nio.file.Path;

/** The pool is empty: a container is made while somebody waits. */
final class Cold {

  private static final int ROUNDS = 9;
  private static final long BETWEEN_MS = 500;

  private Cold() {}

  static void measure(Path root, int cores, Report report) throws Exception {
    report.heading("First output with an empty pool (medians, from the queue)");
    try (Workshop workshop = new Workshop(root, 0, cores)) {
      for (Programs program : Programs.ALL) {
        measure(workshop, program, root, report);
      }
    }
  }

  private static void measure(Workshop workshop, Programs program, Path root, Report report)
      throws Exception {
    Language language = workshop.language(program.language());
    String image = Peers.image(root, program.language());
    double[] ours = new double[ROUNDS];
    double[] engine = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      Thread.sleep(BETWEEN_MS);
      Workshop.Outcome outcome = workshop.submit(language, program.text()).get();
      if (outcome.warm()) {
        throw new IOException("the pool was not empty");
      }
      if (outcome.first() == 0 || outcome.verdict().reason() != Verdict.Reason.EXITED) {
        throw new IOException(program.name() + " did not run: " + outcome);
      }
      ours[round] = outcome.first();
      Thread.sleep(BETWEEN_MS);
      engine[round] = Peers.engine(program, image);
    }
    double container = Figures.of(engine).median();
    report.atMost(
        program.name() + " against docker run",
        Figures.of(ours).median() / container,
        0.5,
        "x",
        Figures.of(ours) + "; docker run " + Math.round(container) + " ms");
  }
}
