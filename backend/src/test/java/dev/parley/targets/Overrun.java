package dev.parley.targets;

import dev.parley.execution.Verdict;
import dev.parley.language.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** How late a program that never ends is ended, with the languages' folders but for the limit. */
final class Overrun {

  private static final int IDLE_ROUNDS = 10;
  private static final int SLOTS = 10;
  private static final double WALL_MS = 2_000;
  private static final String FOREVER = "while True:\n    pass\n";

  private Overrun() {}

  static void measure(Path root, int cores, Report report) throws Exception {
    report.heading("Over the wall limit of 2 s, from the program's start to the verdict");
    Path runtimes = shortened(root.resolve("runtimes"));
    try (Workshop workshop = new Workshop(root, runtimes, 2, cores)) {
      Language python = workshop.language("python");
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

  private static Path shortened(Path runtimes) throws IOException {
    Path copy = Files.createTempDirectory("runtimes");
    try (Stream<Path> files = Files.walk(runtimes)) {
      for (Path file : files.filter(f -> !f.equals(runtimes)).toList()) {
        Path target = copy.resolve(runtimes.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    Path python = copy.resolve("python/runtime.json");
    String settings = Files.readString(python);
    Files.writeString(python, settings.replaceFirst("\"wall\": *\"[^\"]*\"", "\"wall\": \"2s\""));
    return copy;
  }
}
