package dev.parley.container.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ulimit;
import dev.parley.language.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sandbox with one hole in it, to see whether anybody notices. */
public final class WeakHardening extends Hardening {

  private final Hole hole;

  private WeakHardening(String seccomp, DockerSettings settings, Hole hole) {
    super(seccomp, settings);
    this.hole = hole;
  }

  public static WeakHardening read(Path runtimes, DockerSettings settings, Hole hole)
      throws IOException {
    return new WeakHardening(Files.readString(runtimes.resolve("seccomp.json")), settings, hole);
  }

  /** What is left out, and the check that must find it. */
  public enum Hole {
    MEMORY("memory"),
    PROCESSES("processes"),
    OPEN_FILES("open files"),
    FILE_SIZE("size of a file"),
    CORE("core dumps"),
    DISK("disk"),
    INODES("number of files"),
    NETWORK("network"),
    ROOT_FILES("root file system"),
    CAPABILITIES("capabilities"),
    PRIVILEGES("no new privileges"),
    FILTER("system call filter"),
    CALLS("system calls"),
    USER("user");

    private final String check;

    Hole(String check) {
      this.check = check;
    }

    public String check() {
      return check;
    }
  }

  private static HostConfig weakened(HostConfig host, Hole hole) {
    return switch (hole) {
      case MEMORY -> host.withMemory(0L).withMemorySwap(0L);
      case PROCESSES -> host.withPidsLimit(-1L);
      case OPEN_FILES -> ulimit(host, "nofile", 4096);
      case FILE_SIZE -> ulimit(host, "fsize", -1);
      case CORE -> ulimit(host, "core", -1);
      case DISK -> tmpfs(host, ",size=[0-9]+", "");
      case INODES -> tmpfs(host, ",nr_inodes=[0-9]+", "");
      case NETWORK -> host.withNetworkMode("host");
      case ROOT_FILES -> host.withReadonlyRootfs(false);
      case CAPABILITIES -> host.withCapDrop(new Capability[0]).withCapAdd(Capability.SYS_PTRACE);
      case PRIVILEGES -> security(host, "seccomp=");
      case FILTER, CALLS ->
          host.withSecurityOpts(List.of("no-new-privileges", "seccomp=unconfined"));
      case USER -> host;
    };
  }

  @Override
  String user(int user) {
    return hole == Hole.USER ? "0:0" : super.user(user);
  }

  @Override
  HostConfig of(Language language, int user) {
    return weakened(super.of(language, user), hole);
  }

  private static HostConfig security(HostConfig host, String prefix) {
    return host.withSecurityOpts(
        host.getSecurityOpts().stream().filter(o -> o.startsWith(prefix)).toList());
  }

  private static HostConfig ulimit(HostConfig host, String name, long value) {
    return host.withUlimits(
        Arrays.stream(host.getUlimits())
            .map(u -> u.getName().equals(name) ? new Ulimit(name, value, value) : u)
            .toList());
  }

  private static HostConfig tmpfs(HostConfig host, String pattern, String instead) {
    Map<String, String> folders = new HashMap<>(host.getTmpFs());
    folders.replaceAll((folder, options) -> options.replaceAll(pattern, instead));
    return host.withTmpFs(folders);
  }
}
