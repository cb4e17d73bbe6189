package dev.parley.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.e2e.Child;
import dev.parley.e2e.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server process on one folder and one address, started again however it ended. */
final class Victim implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path data;
  private final int port;
  private final Map<String, String> environment;
  private final List<String> machine;
  private Child child;

  /**
   * @param environment more settings than a server without containers needs
   */
  Victim(Path data, Map<String, String> environment) throws IOException {
    this(data, environment, Child.MACHINE);
  }

  /**
   * @param machine what it is started with
   */
  Victim(Path data, Map<String, String> environment, List<String> machine) throws IOException {
    this.data = data;
    this.machine = machine;
    this.port = Child.freePort();
    this.environment = new HashMap<>(Map.of("PARLEY_ENGINE", Server.NO_ENGINE));
    this.environment.putAll(environment);
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  Path data() {
    return data;
  }

  /** Starts it; returns when it says that it serves. */
  void start(String traps) throws IOException {
    child = Child.start(data, port, environment, machine, TrappedServer.program(traps));
  }

  /** SIGKILL. */
  void kill() {
    child.kill();
  }

  /** Waits for it to fall into a halting trap. */
  void awaitTrap() throws InterruptedException {
    assertThat(child.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("halts in its trap:%n%s", child.output())
        .isTrue();
    assertThat(child.process().exitValue()).as(child.output()).isEqualTo(Traps.HALTED);
  }

  /** SIGTERM; returns how long it took to end. */
  Duration terminate() throws InterruptedException {
    long since = System.nanoTime();
    Process process = child.terminate();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("ends:%n%s", child.output())
        .isTrue();
    assertThat(process.exitValue()).as(child.output()).isZero();
    return Duration.ofNanos(System.nanoTime() - since);
  }

  /** SIGSTOP: it is there and does nothing. */
  void pause() throws IOException {
    signal("STOP");
  }

  /** SIGCONT. */
  void resume() throws IOException {
    signal("CONT");
  }

  /** So many files and sockets it may have, from now on. */
  void limitDescriptors(int most) throws IOException {
    run("prlimit", "--nofile=" + most + ":" + most, "--pid", pid());
  }

  private void signal(String name) throws IOException {
    run("kill", "-" + name, pid());
  }

  private String pid() {
    return Long.toString(child.process().pid());
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    await().atMost(PATIENCE).until(() -> !process.isAlive());
    assertThat(process.exitValue()).isZero();
  }

  /** What it said since its last start. */
  String output() {
    return child.output();
  }

  @Override
  public void close() {
    if (child != null) {
      child.kill();
    }
  }
}
