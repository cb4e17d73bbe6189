package dev.parley.targets;

import dev.parley.execution.Verdict;
import dev.parley.language.Language;
import dev.parley.language.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How late a program that never ends is ended, under a wall limit of two seconds. */
final class Overrun {

  private static final int IDLE_ROUNDS = 10;
  private static final int SLOTS = 10;
  private static final double WALL_MS = 2_000;
  private static final String FOREVER = "while True:\n    pass\n";

  private Overrun() {}

  static void measure(Path root, int cores, Report report) throws Exception {
    report.heading("Over the wall limit of 2 s, from the program's start to the verdict");
    try (Workshop workshop = new Workshop(root, 2, cores)) {
      Language any = workshop.language("python");
      Limits limits = any.limits();
      Language python =
          any.within(
              limits.withTimes(Duration.ofMillis((long) WALL_MS), limits.idle(), limits.cpu()));
      workshop.stock(python, 2);
      double[] idle = new double[IDLE_ROUNDS];
      for (int round = 0; round < IDLE_ROUNDS; round++) {
        idle[round] = late(workshop.submit(python, FOREVER));
      }
      Figures one = Figures.of(idle);
      report.atMost("alone, p95", one.percentile(95) / 1e3, 1, " s", one.toString());
      List<CompletableFuture<Workshop.Outcome>> all = new ArrayList<>();
      for (int i = 0; i < SLOTS; i++) {
        all.add(workshop.submit(python, FOREVER));
      }
      double[] full = new double[SLOTS];
      for (int i = 0; i < SLOTS; i++) {
        full[i] = late(all.get(i));
      }
      Figures many = Figures.of(full);
      report.atMost(
          SLOTS + " at once, worst", many.percentile(100) / 1e3, 3, " s", many.toString());
    }
  }

  private static double late(CompletableFuture<Workshop.Outcome> run) throws Exception {
    Workshop.Outcome outcome = run.get();
    if (outcome.verdict().state() != Verdict.State.TIMEOUT) {
      throw new IOException(outcome.verdict().toString());
    }
    Verdict.Phases phases = outcome.verdict().phases();
    double before = phases.queue().toNanos() / 1e6 + phases.start().toNanos() / 1e6;
    return outcome.end() - before - WALL_MS;
  }
}
