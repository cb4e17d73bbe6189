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
import java.util.function.UnaryOperator;

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
    MEMORY("memory", host -> host.withMemory(0L).withMemorySwap(0L)),
    PROCESSES("processes", host -> host.withPidsLimit(-1L)),
    OPEN_FILES("open files", host -> ulimit(host, "nofile", 4096)),
    FILE_SIZE("size of a file", host -> ulimit(host, "fsize", -1)),
    CORE("core dumps", host -> ulimit(host, "core", -1)),
    DISK("disk", host -> tmpfs(host, ",size=[0-9]+", "")),
    INODES("number of files", host -> tmpfs(host, ",nr_inodes=[0-9]+", "")),
    NETWORK("network", host -> host.withNetworkMode("host")),
    ROOT_FILES("root file system", host -> host.withReadonlyRootfs(false)),
    CAPABILITIES(
        "capabilities",
        host -> host.withCapDrop(new Capability[0]).withCapAdd(Capability.SYS_PTRACE)),
    PRIVILEGES("no new privileges", host -> security(host, "seccomp=")),
    FILTER("system call filter", WeakHardening::unconfined),
    CALLS("system calls", WeakHardening::unconfined),
    USER("user", host -> host);

    private final String check;
    private final UnaryOperator<HostConfig> change;

    Hole(String check, UnaryOperator<HostConfig> change) {
      this.check = check;
      this.change = change;
    }

    public String check() {
      return check;
    }
  }

  @Override
  String user(int user) {
    return hole == Hole.USER ? "0:0" : super.user(user);
  }

  @Override
  HostConfig of(Language language, int user) {
    return hole.change.apply(super.of(language, user));
  }

  private static HostConfig unconfined(HostConfig host) {
    return host.withSecurityOpts(List.of("no-new-privileges", "seccomp=unconfined"));
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
