package dev.parley.container.docker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How to reach the engine and what to ask of it.
 *
 * @param host such as {@code unix:///var/run/docker.sock}
 * @param runtime another container runtime than the engine's own, such as {@code runsc}
 * @param cpus processors one sandbox may use, in thousandths
 * @param sandboxes that may exist at once; each holds a connection
 * @param ping how long the engine may think when asked whether it is there; it is asked as often as
 *     that, so twice this time after it went nobody waits for it any more
 * @param anchors network namespaces made ahead of need ({@link Anchors})
 * @param call how long one call may take
 * @param boot from a container's start until its supervisor is ready
 */
public record DockerSettings(
    String host,
    Optional<String> runtime,
    int cpus,
    int sandboxes,
    int anchors,
    Duration ping,
    Duration call,
    Duration boot) {

  private static final long RUNSC_MEMORY = 128L << 20;

  /** With 64 in all, gVisor's kernel ends as soon as a program starts another. */
  private static final long RUNSC_PROCESSES = 448;

  public DockerSettings {
    requireNonNull(host, "host");
    requireNonNull(runtime, "runtime");
    requireNonNull(ping, "ping");
    requireNonNull(call, "call");
    requireNonNull(boot, "boot");
    if (cpus < 1 || sandboxes < 1 || anchors < 0) {
      throw new IllegalArgumentException("an engine has at least one sandbox and it a processor");
    }
  }

  /** What suits most. */
  public static DockerSettings standard(String host) {
    return new DockerSettings(
        host,
        Optional.empty(),
        1000,
        300,
        2,
        Duration.ofMillis(800),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20));
  }

  /**
   * What another runtime needs beside the program, in bytes. gVisor's kernel runs as a process, and
   * its memory counts as the container's.
   */
  long runtimeMemory() {
    return hasOwnKernel() ? RUNSC_MEMORY : 0;
  }

  /** Processes and threads that another runtime needs beside the program's. */
  long runtimeProcesses() {
    return hasOwnKernel() ? RUNSC_PROCESSES : 0;
  }

  /** Whether sandboxes run on a kernel of their runtime's, gVisor's, and not on the machine's. */
  public boolean hasOwnKernel() {
    return runtime.filter(name -> name.contains("runsc")).isPresent();
  }

  /** The same with another container runtime; empty for the engine's own. */
  public DockerSettings withRuntime(Optional<String> other) {
    return new DockerSettings(host, other, cpus, sandboxes, anchors, ping, call, boot);
  }
}
