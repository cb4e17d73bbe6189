package dev.parley;

import dev.parley.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Starts a server in a scratch folder, uses it once and ends it. A Java machine told to write an
 * ahead-of-time cache when it ends learns from this what a start and a first room need, so that a
 * server that was killed serves again in a third of the time. Leaves nothing behind.
 */
@Command(
    name = "rehearse",
    hidden = true,
    description =
        "Uses a server of its own once and ends: what Java is to record for faster starts.")
final class RehearseCommand implements Callable<Integer> {

  /** Runs are no part of it: containers are started by the engine, not by this process. */
  private static final String NO_ENGINE = "unix:///nowhere/parley-rehearsal.sock";

  @Override
  public Integer call()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    System.setProperty("parley.log", "ERROR");
    Path data = Files.createTempDirectory("parley-rehearsal");
    try (App app = App.open(settings(data));
        Visit visit = new Visit(app.port())) {
      visit.make();
    } finally {
      delete(data);
    }
    return CommandLine.ExitCode.OK;
  }

  /** Of the environment only where the program's own files are. */
  private static Settings settings(Path data) {
    Map<String, String> variables = new HashMap<>();
    String home = System.getenv("PARLEY_HOME");
    if (home != null) {
      variables.put("PARLEY_HOME", home);
    }
    variables.put("PARLEY_BIND", "127.0.0.1");
    variables.put("PARLEY_PORT", "0");
    variables.put("PARLEY_DATA", data.toString());
    variables.put("PARLEY_ENGINE", NO_ENGINE);
    return Main.settings(variables);
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
