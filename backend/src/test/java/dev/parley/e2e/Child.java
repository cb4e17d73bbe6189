package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The server as a process of its own, as its command line starts it, so that it can be killed. */
final class Child implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;

  private Child(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** A port that was free a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts a server and returns when it says that it is ready. */
  static Child start(Path data, int port, Map<String, String> more) throws IOException {
    Path output = Files.createTempFile(data, "server", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.parley.Main",
                "serve")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
    builder.environment().putAll(Server.environment(data, port, more));
    Child child = new Child(builder.start(), output);
    await("the server starts")
        .atMost(START)
        .untilAsserted(
            () -> {
              assertThat(child.process.isAlive()).as(child.output()).isTrue();
              assertThat(child.output()).contains("Parley is ready");
            });
    return child;
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new AssertionError("the server's output cannot be read", e);
    }
  }

  /** SIGKILL: no goodbye, no last commit. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM; the process is then told to end and does so in its own time. */
  Process terminate() {
    process.destroy();
    return process;
  }

  /** The lines the server has said so far. */
  List<String> lines() {
    return output().lines().toList();
  }

  @Override
  public void close() {
    kill();
  }
}
