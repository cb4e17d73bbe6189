package dev.parley.container.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ulimit;
import dev.parley.language.Language;
import dev.parley.language.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Everything a sandbox may not do, in one list. The values depend on the language's folder and the
 * server's settings, never on a request.
 */
public class Hardening {

  /** Bytes of shared memory. */
  public static final long SHARED_MEMORY = 16L << 20;

  /** How many files and folders {@code /tmp} and shared memory may have. */
  public static final long FILES = 1024;

  private static final long NANO_CPUS_PER_MILLI = 1_000_000;

  /**
   * A call that is said not to exist, so that libraries take an older one. gVisor knows one way of
   * refusing only, which they take for a verdict; there the calls may be made, and its kernel does
   * not have them.
   */
  private static final Pattern NO_SUCH_CALL =
      Pattern.compile("\"SCMP_ACT_ERRNO\",\\s*\"errnoRet\": *38\\b");

  private final String seccomp;
  private final DockerSettings settings;

  /**
   * @param seccomp the system calls a sandbox may make, as the JSON text the engine understands
   */
  public Hardening(String seccomp, DockerSettings settings) {
    this.seccomp =
        settings.hasOwnKernel()
            ? NO_SUCH_CALL.matcher(seccomp).replaceAll("\"SCMP_ACT_ALLOW\"")
            : seccomp;
    this.settings = settings;
  }

  /** Reads the profile that lies beside the languages. */
  public static Hardening read(Path runtimes, DockerSettings settings) throws IOException {
    return new Hardening(Files.readString(runtimes.resolve("seccomp.json")), settings);
  }

  /** One restriction and why it is there. */
  record Restriction(String reason, UnaryOperator<HostConfig> change) {}

  /** The user and group that a sandbox's processes have: no user of any host. */
  String user(int user) {
    return user + ":" + SandboxUsers.GROUP;
  }

  HostConfig of(Language language, int user) {
    HostConfig host = HostConfig.newHostConfig();
    for (Restriction restriction : restrictions(language.limits(), user)) {
      host = restriction.change().apply(host);
    }
    return host;
  }

  /** The same within the network namespace, empty as well, of a container that has no other use. */
  HostConfig of(Language language, int user, String anchor) {
    return of(language, user).withNetworkMode("container:" + anchor);
  }

  List<Restriction> restrictions(Limits limits, int user) {
    long memory = limits.memory() + settings.runtimeMemory();
    return List.of(
        new Restriction(
            "no network: nothing to attack, nothing to send data to",
            host -> host.withNetworkMode("none")),
        new Restriction(
            "a read-only root: nothing to change but the work folder and /tmp",
            host -> host.withReadonlyRootfs(true)),
        new Restriction(
            "no capability: not even those the engine thinks harmless",
            host -> host.withCapDrop(Capability.ALL)),
        new Restriction(
            "no new privileges, should a set-user-ID file ever slip into an image; and our own list"
                + " of system calls, because the engine's default depends on its version",
            host -> host.withSecurityOpts(List.of("no-new-privileges", "seccomp=" + seccomp))),
        new Restriction(
            "a memory limit without swap: a greedy program is ended, not the machine slowed",
            host -> host.withMemory(memory).withMemorySwap(memory)),
        new Restriction(
            "a share of the processors, so that others can type",
            host -> host.withNanoCPUs(settings.cpus() * NANO_CPUS_PER_MILLI)),
        new Restriction(
            "a limit on processes and threads, counted per container: a fork bomb stays small",
            host -> host.withPidsLimit(limits.processes() + settings.runtimeProcesses())),
        new Restriction(
            "files in memory only, bounded in bytes and in number: the host's disk is out of reach",
            host ->
                host.withTmpFs(
                    Map.of(
                        "/work", folder("exec", user, 0755, limits.inodes(), limits.work()),
                        "/tmp", folder("exec", user, 0755, FILES, limits.temporary()),
                        "/dev/shm", folder("noexec", user, 01777, FILES, SHARED_MEMORY)))),
        new Restriction(
            "shared memory of its own, small and bounded in number: the default is 64 MB beside the"
                + " limits, and empty files without end",
            host -> host.withIpcMode("private").withShmSize(SHARED_MEMORY)),
        new Restriction(
            "bounds per process: open files, size of one file, no core dumps, little locked memory,"
                + " no message queues, no priority above anybody's",
            host -> host.withUlimits(bounds(limits))),
        new Restriction(
            "no log: the default one writes three bytes to the host's disk for each one printed",
            host -> host.withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))),
        new Restriction(
            "the first to go when the machine itself runs out of memory",
            host -> host.withOomScoreAdj(500)),
        new Restriction(
            "gone when it ends, even if no server is left to remove it",
            host -> host.withAutoRemove(true)),
        new Restriction(
            "another runtime where the operator has one, such as gVisor's",
            host -> settings.runtime().map(host::withRuntime).orElse(host)));
  }

  private List<Ulimit> bounds(Limits limits) {
    List<Ulimit> bounds =
        new ArrayList<>(
            List.of(
                bound("nofile", limits.files()),
                bound("fsize", limits.fileSize()),
                bound("core", 0),
                bound("memlock", 64 << 10),
                bound("msgqueue", 0),
                bound("nice", 0),
                bound("rtprio", 0)));
    if (settings.hasOwnKernel()) {
      // The engine's limit ends that whole kernel. This one refuses, as the machine's kernel would;
      // there it would count the processes of every sandbox with the same user.
      bounds.add(bound("nproc", limits.processes()));
    }
    return bounds;
  }

  private static String folder(String may, int user, int mode, long inodes, long size) {
    return String.format(
        Locale.ROOT,
        "rw,%s,nosuid,nodev,uid=%d,gid=%d,mode=%04o,nr_inodes=%d,size=%d",
        may,
        user,
        SandboxUsers.GROUP,
        mode,
        inodes,
        size);
  }

  private static Ulimit bound(String name, long value) {
    return new Ulimit(name, value, value);
  }
}
