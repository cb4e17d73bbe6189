package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The server as a process of its own, as its command line starts it, so that it can be killed. */
public final class Child implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  /** The machine with the class path of the tests. */
  public static final List<String> MACHINE = machine(System.getProperty("java.class.path"));

  private final Process process;
  private final Path output;

  private Child(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * The machine with a class path and more options, to be followed by a class and its arguments.
   */
  static List<String> machine(String classPath, String... options) {
    List<String> machine = new ArrayList<>();
    machine.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    machine.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
    machine.addAll(List.of(options));
    machine.addAll(List.of("-cp", classPath));
    return List.copyOf(machine);
  }

  /** A port that was free a moment ago. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts a server and returns when it says that it is ready. */
  public static Child start(Path data, int port, Map<String, String> more) throws IOException {
    return start(data, port, more, MACHINE, List.of("dev.parley.Main", "serve"));
  }

  /**
   * The same with another machine and main class.
   *
   * @param machine the Java machine and its options
   * @param program more of these, a class that says what {@code serve} says, its arguments
   */
  public static Child start(
      Path data, int port, Map<String, String> more, List<String> machine, List<String> program)
      throws IOException {
    Path output = Files.createTempFile(data, "server", ".log");
    List<String> command = new ArrayList<>(machine);
    command.addAll(program);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
    builder.environment().putAll(Server.environment(data, port, more));
    Child child = new Child(builder.start(), output);
    await("the server starts")
        .atMost(START)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> {
              assertThat(child.process.isAlive()).as(child.output()).isTrue();
              assertThat(child.output()).contains("Parley is ready");
            });
    return child;
  }

  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new AssertionError("the server's output cannot be read", e);
    }
  }

  /** SIGKILL: no goodbye, no last commit. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM; the process is then told to end and does so in its own time. */
  public Process terminate() {
    process.destroy();
    return process;
  }

  /** The process itself, for those who pause it or wait for its own end. */
  public Process process() {
    return process;
  }

  /** The lines the server has said so far. */
  public List<String> lines() {
    return output().lines().toList();
  }

  @Override
  public void close() {
    kill();
  }
}
