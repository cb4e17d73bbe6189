package dev.parley.execution;

import dev.parley.container.EngineException;
import dev.parley.container.Urgency;
import dev.parley.language.Language;
import dev.parley.language.Languages;
import dev.parley.language.RuntimeFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Builds languages anew, runs their smoke programs and sessions through the same sandboxes as
 * everybody's, and ends with a table: a line for each language, what was wrong with it below. Not a
 * test: it takes minutes. {@code ./test.sh --languages}.
 */
public final class LanguageReport {

  private static final String LINE = "%-12s %-34s %8s %8s %10s %9s %8s  %s%n";
  private static final int BOOTS = 5;

  private LanguageReport() {}

  /** What became of one language; without faults it is well. */
  private record Row(
      String language,
      String version,
      String megabytes,
      String buildSeconds,
      String refillMillis,
      int programs,
      int sessions,
      List<String> faults) {

    static Row without(Language language, String why) {
      return new Row(language.id(), "-", "-", "-", "-", 0, 0, List.of(why));
    }

    void print() {
      System.out.printf(
          Locale.ROOT,
          LINE,
          language,
          version,
          megabytes,
          buildSeconds,
          refillMillis,
          programs,
          sessions,
          faults.isEmpty() ? "ok" : "FAILED");
      faults.forEach(fault -> System.out.println("  " + fault));
    }
  }

  /**
   * Arguments: ids or aliases of languages, or {@code --all}. The exit code is 1 where one fails, 2
   * where there is no such language.
   */
  public static void main(String[] names) {
    Languages all = RuntimeFolder.read(RealEngine.ROOT.resolve("runtimes"));
    List<String> unknown =
        Arrays.stream(names)
            .filter(name -> !name.equals("--all") && all.find(name).isEmpty())
            .toList();
    if (!unknown.isEmpty()) {
      System.err.println("There is no language " + String.join(", ", unknown) + ".");
      System.exit(2);
    }
    List<Row> rows = new ArrayList<>();
    for (Language language : wanted(all, names)) {
      Row row = report(language);
      System.out.printf(
          "%s: %s%n", row.language(), row.faults().isEmpty() ? "ok" : row.faults().getFirst());
      rows.add(row);
    }
    long failed = rows.stream().filter(row -> !row.faults().isEmpty()).count();
    System.out.println();
    System.out.printf(
        LINE,
        "language",
        "version",
        "image MB",
        "build s",
        "refill ms",
        "programs",
        "sessions",
        "result");
    rows.forEach(Row::print);
    System.out.printf("%d languages, %d failed%n", rows.size(), failed);
    System.exit(failed == 0 ? 0 : 1);
  }

  private static List<Language> wanted(Languages all, String... names) {
    return Arrays.asList(names).contains("--all")
        ? all.all()
        : Arrays.stream(names).map(name -> all.find(name).orElseThrow()).toList();
  }

  /** Whatever goes wrong with one, the others have their turn. */
  private static Row report(Language language) {
    try {
      List<String> said = new ArrayList<>();
      long began = System.nanoTime();
      int code = build(language, said);
      String seconds = String.format(Locale.ROOT, "%.0f", (System.nanoTime() - began) / 1e9);
      return code == 0
          ? tried(language, megabytes(said), seconds)
          : Row.without(language, said.isEmpty() ? "exit code " + code : said.getLast());
    } catch (Exception | AssertionError e) {
      return Row.without(language, e.toString());
    }
  }

  private static Row tried(Language language, String megabytes, String seconds) throws Exception {
    List<String> faults = new ArrayList<>();
    List<SmokeCase> programs = SmokeCase.of(language);
    List<SessionCase> sessions = SessionCase.of(language);
    // Opened only now: it looks for images when it opens.
    try (RealEngine real = new RealEngine(0)) {
      real.ready(language.id());
      for (SmokeCase program : programs) {
        program.faults(real, language).forEach(fault -> faults.add(program.file() + ": " + fault));
      }
      for (SessionCase session : sessions) {
        session.faults(real, language).forEach(fault -> faults.add("session: " + fault));
      }
      return new Row(
          language.id(),
          real.images.of(language.id()).version().orElse("?"),
          megabytes,
          seconds,
          refill(real, language),
          programs.size(),
          sessions.size(),
          faults);
    }
  }

  private static int build(Language language, List<String> said)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "scripts/images.sh", "--fresh", language.id())
            .directory(RealEngine.ROOT.toFile())
            .redirectErrorStream(true);
    builder.environment().put("DOCKER_HOST", RealEngine.HOST);
    Process process = builder.start();
    process.inputReader().lines().forEach(said::add);
    return process.waitFor();
  }

  /** The script's last line ends so: {@code 431 MB, 1.24.4, in 45 s}. */
  private static String megabytes(List<String> said) {
    return said.getLast().replaceFirst("^[^ ]+ ([0-9]+) MB.*", "$1");
  }

  /** From the wish for a container to one that waits for its program: minimum and median. */
  private static String refill(RealEngine real, Language language)
      throws EngineException, InterruptedException {
    double[] millis = new double[BOOTS];
    for (int i = 0; i < BOOTS; i++) {
      long began = System.nanoTime();
      real.engine.boot(language, Urgency.AHEAD).close();
      millis[i] = (System.nanoTime() - began) / 1e6;
    }
    Arrays.sort(millis);
    return String.format(Locale.ROOT, "%.0f/%.0f", millis[0], millis[BOOTS / 2]);
  }
}
