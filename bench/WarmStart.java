import dev.parley.container.PoolSettings;
import dev.parley.container.WarmPool;
import dev.parley.container.docker.DockerEngine;
import dev.parley.container.docker.DockerSettings;
import dev.parley.container.docker.Hardening;
import dev.parley.container.docker.ImageScript;
import dev.parley.container.docker.Images;
import dev.parley.container.docker.Instance;
import dev.parley.execution.Admission;
import dev.parley.execution.ExecutionListener;
import dev.parley.execution.ExecutionQueue;
import dev.parley.execution.ExecutionRequest;
import dev.parley.execution.ExecutionSettings;
import dev.parley.execution.OutputKind;
import dev.parley.execution.Verdict;
import dev.parley.execution.Window;
import dev.parley.language.Language;
import dev.parley.language.LanguageState.Stage;
import dev.parley.language.RuntimeFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * From Run to the first output and to the verdict, in a warm sandbox, against a bare process of the
 * same program on this machine, alternating, in one run. From the repository's root, after a build:
 *
 * <pre>java -cp 'backend/target/classes:backend/target/lib/*' bench/WarmStart.java [rounds] [language...]</pre>
 */
final class WarmStart {

  private static final Map<String, String> PROGRAMS =
      Map.of(
          "python", "print('x')",
          "javascript", "console.log('x')",
          "java",
              "public class Main { public static void main(String[] a) {"
                  + " System.out.println(\"x\"); } }",
          "cpp", "#include <iostream>\nint main() { std::cout << \"x\" << std::endl; }",
          "bash", "echo x");

  private static final Map<String, List<String>> BARE =
      Map.of(
          // Not by the path: a version manager's wrapper would be measured in its place.
          "python", List.of("/usr/bin/python3", "main.py"),
          "javascript", List.of("node", "main.js"),
          "java", List.of("java", "Main.java"),
          "cpp", List.of("sh", "-c", "g++ -o main main.cpp && ./main"),
          "bash", List.of("bash", "main.sh"));

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    List<String> wanted =
        arguments.length > 1
            ? List.of(arguments).subList(1, arguments.length)
            : List.of("python", "javascript", "bash", "cpp", "java");
    Path root = Path.of("");
    String host =
        Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");
    DockerSettings settings = DockerSettings.standard(host);
    var languages = RuntimeFolder.read(root.resolve("runtimes"));
    var engine =
        new DockerEngine(
            settings,
            Hardening.read(root.resolve("runtimes"), settings),
            new Instance(UUID.randomUUID().toString(), 1),
            () -> UUID.randomUUID().toString());
    var pool =
        new WarmPool(
            engine,
            new PoolSettings(
                1, Map.of(), 1, 12, 2, Duration.ofMinutes(30), Duration.ofMinutes(10)),
            System::nanoTime);
    var images = new Images(languages, engine, new ImageScript(root), false, l -> {});
    images.start();
    var queue =
        new ExecutionQueue(
            pool, images, ExecutionSettings.standard(2, 16L << 30), System::nanoTime);
    System.out.println("ms: min / median / p95 of " + rounds);
    int stocked = 0;
    for (String id : wanted) {
      Language language = languages.find(id).orElseThrow();
      while (images.of(id).stage() == Stage.WAITING) {
        Thread.sleep(50);
      }
      pool.stock(language);
      measure(language, rounds, ++stocked, pool, queue);
    }
    queue.close();
    images.close();
    pool.close();
    engine.close();
  }

  private static void measure(
      Language language, int rounds, int stocked, WarmPool pool, ExecutionQueue queue)
      throws Exception {
    double[] first = new double[rounds];
    double[] end = new double[rounds];
    double[] bare = new double[rounds];
    int cold = 0;
    for (int i = -3; i < rounds; i++) {
      while (pool.numbers().idle() < stocked || pool.numbers().building() + pool.numbers().inUse() > 0) {
        Thread.sleep(20);
      }
      Thread.sleep(100);
      double[] run = run(language, queue);
      double process = bare(language);
      if (i >= 0) {
        first[i] = run[0];
        end[i] = run[1];
        cold += run[2] > 0 ? 0 : 1;
        bare[i] = process;
      }
    }
    System.out.printf(
        "%-11s first output %s   verdict %s   bare first output %s   ratio of medians %.2f%s%n",
        language.id(),
        figures(first),
        figures(end),
        figures(bare),
        median(first) / median(bare),
        cold == 0 ? "" : "   COLD " + cold);
  }

  private static double[] run(Language language, ExecutionQueue queue) throws Exception {
    CompletableFuture<double[]> done = new CompletableFuture<>();
    long began = System.nanoTime();
    queue.submit(
        new ExecutionRequest(
            "bench",
            "bench",
            language,
            Map.of(language.file(), PROGRAMS.get(language.id())),
            language.file(),
            List.of(),
            "",
            Optional.of(Window.STANDARD)),
        new ExecutionListener() {
          private double first;
          private boolean wasWarm;

          @Override
          public void queued(int place) {}

          @Override
          public void started(Duration waited, boolean warm) {
            wasWarm = warm;
          }

          @Override
          public void output(OutputKind kind, String text) {
            first = first == 0 ? (System.nanoTime() - began) / 1e6 : first;
          }

          @Override
          public void finished(Verdict verdict) {
            done.complete(
                new double[] {first, (System.nanoTime() - began) / 1e6, wasWarm ? 1 : 0});
          }
        });
    return done.get();
  }

  private static double bare(Language language) throws Exception {
    Path folder = Files.createTempDirectory("bare");
    Files.writeString(folder.resolve(language.file()), PROGRAMS.get(language.id()));
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(BARE.get(language.id()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    int read = process.getInputStream().read();
    double first = (System.nanoTime() - began) / 1e6;
    process.waitFor();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
    return read < 0 ? Double.NaN : first;
  }

  private static String figures(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return String.format(
        "%.1f / %.1f / %.1f",
        sorted[0],
        sorted[sorted.length / 2],
        sorted[Math.min(sorted.length - 1, (int) (sorted.length * 0.95))]);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
