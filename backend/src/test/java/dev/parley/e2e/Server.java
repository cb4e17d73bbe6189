package dev.parley.e2e;

import dev.parley.App;
import dev.parley.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The whole server in this process, on a free port, opened from an environment as always. */
public final class Server implements AutoCloseable {

  public static final Path ROOT =
      Path.of(System.getProperty("parley.root", "..")).toAbsolutePath().normalize();
  public static final String ENGINE =
      Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");
  public static final String NO_ENGINE = "unix:///tmp/none.sock";

  private static final int CORES = 2;
  private static final long MEMORY = 8L << 30;

  private final App app;

  private Server(App app) {
    this.app = app;
  }

  /**
   * Opens a server on a free port.
   *
   * @param more variables beside those that every server needs
   */
  public static Server open(Path data, Map<String, String> more) throws IOException {
    return new Server(App.open(Settings.read(environment(data, 0, more), CORES, MEMORY)));
  }

  /** The environment of a server on a folder and a port. */
  public static Map<String, String> environment(Path data, int port, Map<String, String> more) {
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "PARLEY_HOME", ROOT.toString(),
                "PARLEY_DATA", data.toString(),
                "PARLEY_PORT", Integer.toString(port),
                "PARLEY_LANGUAGES", "python",
                "PARLEY_ENGINE", ENGINE));
    variables.putAll(more);
    return variables;
  }

  public String url() {
    return "http://127.0.0.1:" + app.port();
  }

  @Override
  public void close() {
    app.close();
  }
}
