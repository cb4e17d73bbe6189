package dev.parley.container.docker;

import com.github.dockerjava.api.model.Info;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a container engine says of itself.
 *
 * @param cgroups the version of control groups, 1 or 2; empty where it does not say
 * @param storage the driver that keeps images
 * @param security its security options, such as {@code name=seccomp,profile=default}
 * @param runtimes the container runtimes it offers, by name
 * @param root the folder it keeps things in, on its own machine
 * @param time its clock
 * @param limitsMemory whether it can limit memory
 * @param limitsSwap whether it can keep a container from swapping instead
 * @param limitsProcesses whether it can limit processes
 */
public record EngineFacts(
    String version,
    String system,
    String kernel,
    Optional<String> cgroups,
    String storage,
    List<String> security,
    Set<String> runtimes,
    String root,
    Optional<Instant> time,
    boolean limitsMemory,
    boolean limitsSwap,
    boolean limitsProcesses) {

  public EngineFacts {
    security = List.copyOf(security);
    runtimes = Set.copyOf(runtimes);
  }

  static EngineFacts of(Info info) {
    return new EngineFacts(
        text(info.getServerVersion()),
        text(info.getOperatingSystem()),
        text(info.getKernelVersion()),
        Optional.ofNullable(info.getRawValues().get("CgroupVersion")).map(Object::toString),
        text(info.getDriver()),
        Objects.requireNonNullElse(info.getSecurityOptions(), List.of()),
        info.getRuntimes() == null ? Set.of() : new TreeSet<>(info.getRuntimes().keySet()),
        text(info.getDockerRootDir()),
        time(info.getSystemTime()),
        !Boolean.FALSE.equals(info.getMemoryLimit()),
        !Boolean.FALSE.equals(info.getSwapLimit()),
        !Boolean.FALSE.equals(info.getRawValues().get("PidsLimit")));
  }

  /** Whether a security option of this name is on. */
  public boolean secures(String name) {
    return security.stream().anyMatch(o -> o.equals(name) || o.startsWith("name=" + name));
  }

  private static String text(String value) {
    return Objects.requireNonNullElse(value, "unknown");
  }

  private static Optional<Instant> time(String value) {
    try {
      return Optional.ofNullable(value).map(v -> OffsetDateTime.parse(v).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
