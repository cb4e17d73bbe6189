package dev.parley.targets;

import dev.parley.execution.Verdict.State;
import dev.parley.language.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What containers cost while they wait. */
final class Waiting {

  private static final int HELD = 200;
  private static final int OTHERS_HELD = 20;
  private static final int MEASURED = 10;
  private static final Pattern PROCESSES = Pattern.compile("(\\d+)\\s+(\\d+)");
  private static final double KIB_PER_MIB = 1024;

  private static final Map<String, Integer> MOST =
      Map.of("python", 8, "javascript", 20, "java", 60);

  private Waiting() {}

  static void measure(Path root, int cores, Report report) throws Exception {
    report.heading("Memory of a container that waits: its processes' share (PSS) and its shim's");
    for (String id : List.of("python", "javascript", "java")) {
      boolean many = id.equals("python");
      try (Workshop workshop = new Workshop(root, many ? HELD : OTHERS_HELD, cores)) {
        hold(workshop, workshop.language(id), many ? HELD : OTHERS_HELD, report);
      }
    }
  }

  private static void hold(Workshop workshop, Language language, int count, Report report)
      throws Exception {
    double before = available();
    long began = System.nanoTime();
    workshop.stock(language, count);
    double seconds = (System.nanoTime() - began) / 1e9;
    double each = (before - available()) / count;
    double[] sizes = new double[MEASURED];
    List<String> containers = workshop.containers();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = size(containers.get(i * containers.size() / sizes.length));
    }
    Arrays.sort(sizes);
    report.atMost(
        language.id() + ", " + count + " waiting at once",
        sizes[sizes.length / 2],
        MOST.get(language.id()),
        " MB",
        sizes.length + " measured");
    report.note(
        "made in "
            + Math.round(seconds)
            + " s; the whole machine pays "
            + Math.round(each * 10) / 10.0
            + " MB for each, engine included");
    if (count == HELD) {
      double[] firsts = new double[MEASURED];
      int right = 0;
      for (int run = 0; run < firsts.length; run++) {
        Workshop.Outcome outcome = workshop.submit(language, "print('x')").get();
        firsts[run] = outcome.first();
        right += outcome.warm() && outcome.verdict().state() == State.COMPLETED ? 1 : 0;
      }
      report.holds(
          "runs among them, warm and complete", right == MEASURED, right + "", MEASURED + "");
      report.note("their first output came after " + Figures.of(firsts));
    }
  }

  /** MiB of a container's processes and the process above them. */
  private static double size(String container) throws IOException, InterruptedException {
    double shim = 0;
    double sum = 0;
    for (String line :
        Peers.output("docker", "top", container, "-eo", "pid,ppid").lines().skip(1).toList()) {
      Matcher processes = PROCESSES.matcher(line);
      if (processes.find()) {
        sum += pss(processes.group(1));
        shim = shim == 0 ? pss(processes.group(2)) : shim;
      }
    }
    return sum + shim;
  }

  private static double pss(String process) {
    return field(Path.of("/proc", process, "smaps_rollup"), "Pss:");
  }

  private static double available() {
    return field(Path.of("/proc/meminfo"), "MemAvailable:");
  }

  private static double field(Path file, String name) {
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / KIB_PER_MIB)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
