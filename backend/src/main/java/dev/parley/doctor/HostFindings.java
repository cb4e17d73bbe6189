package dev.parley.doctor;

import dev.parley.container.docker.EngineFacts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be seen of the machine from outside a sandbox. */
final class HostFindings {

  private static final long LEAST_DISK = 500L << 20;
  private static final long COMFORTABLE_DISK = 4L << 30;
  private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

  /** The server was written then; a clock that is behind has not been set. */
  private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");

  private HostFindings() {}

  static Finding port(String address, int port) {
    String where = address + ":" + port;
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return Finding.ok("port", where + " is free");
    } catch (IOException e) {
      return answersAsParley(address, port)
          ? Finding.ok("port", where + " is where a Parley server already answers")
          : Finding.wrong(
              "port",
              where + " cannot be used: " + e.getMessage(),
              "end what uses it, or set PARLEY_PORT (and PARLEY_BIND)");
    }
  }

  private static boolean answersAsParley(String address, int port) {
    String host =
        new InetSocketAddress(address, port).getAddress().isAnyLocalAddress()
            ? "127.0.0.1"
            : address;
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://" + host + ":" + port + "/api/openapi.json"))
                  .timeout(Duration.ofSeconds(2))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.body().contains("Parley");
    } catch (IOException | IllegalArgumentException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static Finding data(Path folder) {
    boolean wasThere = Files.isDirectory(folder);
    try {
      Files.createDirectories(folder);
      Path file = Files.createTempFile(folder, "doctor", ".tmp");
      Files.writeString(file, "can be written\n");
      Files.delete(file);
      if (!wasThere) {
        Files.delete(folder);
      }
      return Finding.ok("data folder", folder.toAbsolutePath().normalize() + " is writable");
    } catch (IOException e) {
      return Finding.wrong(
          "data folder",
          folder.toAbsolutePath().normalize() + " cannot be written: " + e.getMessage(),
          "give it to this user, or set PARLEY_DATA");
    }
  }

  static Finding disk(String check, Path folder) {
    try {
      Path there = folder.toAbsolutePath();
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      return disk(check, Files.getFileStore(there).getUsableSpace());
    } catch (IOException e) {
      return Finding.note(check, "unknown: " + e.getMessage(), "look for yourself");
    }
  }

  static Finding disk(String check, long free) {
    String seen = free / (1 << 20) + " MB free";
    String remedy = "make room: the journal and the images need it";
    if (free < LEAST_DISK) {
      return Finding.wrong(check, seen, remedy);
    }
    return free < COMFORTABLE_DISK ? Finding.note(check, seen, remedy) : Finding.ok(check, seen);
  }

  static Finding clock(Clock clock, Optional<Instant> engine) {
    Instant now = clock.instant();
    String remedy = "set the clock, or let an NTP client do so";
    if (now.isBefore(WRITTEN)) {
      return Finding.wrong("clock", "says " + now, remedy);
    }
    Duration apart = engine.map(other -> Duration.between(other, now).abs()).orElse(Duration.ZERO);
    return Finding.of(
        "clock",
        apart.compareTo(CLOCKS_APART) <= 0,
        apart.compareTo(CLOCKS_APART) <= 0
            ? "says " + now
            : "differs from the engine's by " + apart.toSeconds() + " s",
        remedy);
  }

  /** What the engine says of itself. */
  static List<Finding> engine(EngineFacts facts, Optional<String> runtime) {
    List<Finding> found = new ArrayList<>();
    found.add(
        Finding.ok(
            "container engine",
            facts.version() + " on " + facts.system() + ", kernel " + facts.kernel()));
    found.add(runtime(facts, runtime));
    found.add(
        facts.storage().equals("vfs")
            ? Finding.note(
                "storage driver",
                "vfs copies the whole image for every sandbox",
                "run the engine on a file system that overlay2 can use")
            : Finding.ok("storage driver", facts.storage()));
    boolean limits = facts.limitsMemory() && facts.limitsSwap() && facts.limitsProcesses();
    found.add(
        Finding.of(
            "control groups",
            limits,
            "version "
                + facts.cgroups().orElse("unknown")
                + (limits
                    ? ", which limit memory, swap and processes"
                    : ", which lack a limit:"
                        + (facts.limitsMemory() ? "" : " memory")
                        + (facts.limitsSwap() ? "" : " swap")
                        + (facts.limitsProcesses() ? "" : " processes")),
            "start the kernel with cgroup_enable=memory swapaccount=1, or use control groups 2"));
    found.add(
        Finding.of(
            "seccomp",
            facts.secures("seccomp"),
            facts.secures("seccomp") ? "offered" : "not offered by the engine",
            "use an engine and a kernel with seccomp"));
    found.add(confinement(facts));
    return found;
  }

  private static Finding runtime(EngineFacts facts, Optional<String> wanted) {
    String offered = String.join(", ", facts.runtimes().stream().sorted().toList());
    return wanted
        .map(
            name ->
                Finding.of(
                    "runtime",
                    facts.runtimes().contains(name),
                    facts.runtimes().contains(name)
                        ? name
                        : name + " is not offered by the engine, which has " + offered,
                    "register it with the engine, or take PARLEY_RUNTIME back"))
        .orElse(Finding.ok("runtime", "the engine's own; it offers " + offered));
  }

  private static Finding confinement(EngineFacts facts) {
    for (String name : List.of("apparmor", "selinux")) {
      if (facts.secures(name)) {
        return Finding.ok("confinement module", name);
      }
    }
    return Finding.note(
        "confinement module",
        "neither AppArmor nor SELinux: one wall of several is missing",
        "switch AppArmor or SELinux on, or set PARLEY_RUNTIME=runsc");
  }
}
