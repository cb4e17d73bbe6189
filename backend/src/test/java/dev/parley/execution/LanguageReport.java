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
 * Builds languages anew, runs their smoke programs through the same sandboxes as everybody's, and
 * prints a line of figures for each. Not a test: it takes minutes. {@code ./test.sh --languages}.
 */
public final class LanguageReport {

  private static final String LINE = "%-12s %-34s %8s %8s %10s  %s%n";
  private static final int BOOTS = 5;

  private LanguageReport() {}

  /**
   * Arguments: ids or aliases of languages, or {@code --all}. The exit code is 1 where one fails.
   */
  public static void main(String[] names) throws Exception {
    boolean good = true;
    Languages all = RuntimeFolder.read(RealEngine.ROOT.resolve("runtimes"));
    List<Language> wanted = wanted(all, names);
    System.out.printf(
        LINE, "language", "version", "image MB", "build s", "refill ms", "smoke programs");
    for (Language language : wanted) {
      good &= report(language);
    }
    System.exit(good ? 0 : 1);
  }

  private static List<Language> wanted(Languages all, String... names) {
    if (Arrays.asList(names).contains("--all")) {
      return all.all();
    }
    return Arrays.stream(names)
        .map(
            name ->
                all.find(name)
                    .orElseThrow(() -> new IllegalArgumentException("no language " + name)))
        .toList();
  }

  private static boolean report(Language language) throws Exception {
    long began = System.nanoTime();
    List<String> said = new ArrayList<>();
    if (build(language, said) != 0) {
      System.out.printf("%-12s cannot be built: %s%n", language.id(), said.getLast());
      return false;
    }
    long built = System.nanoTime() - began;
    List<String> faults = new ArrayList<>();
    List<SmokeCase> programs = SmokeCase.of(language);
    // Opened only now: it looks for images when it opens.
    try (RealEngine real = new RealEngine(0)) {
      real.ready(language.id());
      for (SmokeCase program : programs) {
        program.faults(real, language).forEach(fault -> faults.add(program.file() + ": " + fault));
      }
      System.out.printf(
          Locale.ROOT,
          LINE,
          language.id(),
          real.images.of(language.id()).version().orElse("?"),
          megabytes(said),
          String.format(Locale.ROOT, "%.0f", built / 1e9),
          refill(real, language),
          faults.isEmpty() ? "all " + programs.size() + " ok" : "FAILED");
    }
    faults.forEach(fault -> System.out.println("  " + fault));
    return faults.isEmpty();
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
