package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scenarios of {@code src/test/node}, run with the npm client against the real server. */
class NodeClientTest {

  private static final Path FOLDER = Path.of("src/test/node").toAbsolutePath();

  /** npm writes its own copy of the lock file: older than ours means stale. */
  @BeforeAll
  static void install() throws Exception {
    Path installed = FOLDER.resolve("node_modules/.package-lock.json");
    if (!Files.exists(installed)
        || Files.getLastModifiedTime(installed)
                .compareTo(Files.getLastModifiedTime(FOLDER.resolve("package-lock.json")))
            < 0) {
      run(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"), 300);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
  void standardClientsMasterEveryScenario(String transports) throws Exception {
    try (SocketIoServer server = Application.open(SocketIoSettings.defaults(), new Application())) {
      String url = "http://127.0.0.1:" + server.port();
      assertThat(run(List.of("node", "scenarios.mjs", url, transports), 120))
          .contains("ok leaves and returns");
    }
  }

  private static String run(List<String> command, int seconds)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("parley-node", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      process.destroyForcibly();
      String said = Files.readString(output);
      assertThat(ended).as("%s within %d s:%n%s", command, seconds, said).isTrue();
      assertThat(process.exitValue()).as("%s said:%n%s", command, said).isZero();
      return said;
    } finally {
      Files.delete(output);
    }
  }
}
