package dev.parley.container.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ulimit;
import dev.parley.container.FakeEngine;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HardeningTest {

  private static final DockerSettings PLAIN = DockerSettings.standard("unix:///nowhere");

  @Test
  void everyRestrictionHasItsReasonAndReachesTheEngine() {
    Hardening hardening = new Hardening("{\"a\":1}", PLAIN);
    HostConfig host = hardening.of(FakeEngine.language("x"), 10_042);
    assertThat(hardening.restrictions(FakeEngine.language("x").limits(), 10_042))
        .allSatisfy(restriction -> assertThat(restriction.reason()).isNotBlank());
    assertThat(host.getNetworkMode()).isEqualTo("none");
    assertThat(host.getReadonlyRootfs()).isTrue();
    assertThat(host.getCapDrop()).containsExactly(Capability.ALL);
    assertThat(host.getSecurityOpts()).containsExactly("no-new-privileges", "seccomp={\"a\":1}");
    assertThat(host.getMemory()).isEqualTo(256L << 20);
    assertThat(host.getMemorySwap()).isEqualTo(256L << 20);
    assertThat(host.getNanoCPUs()).isEqualTo(1_000_000_000L);
    assertThat(host.getPidsLimit()).isEqualTo(64);
    assertThat(host.getTmpFs()).containsOnlyKeys("/work", "/tmp", "/dev/shm");
    assertThat(host.getTmpFs().values())
        .allSatisfy(
            options ->
                assertThat(options).contains("nosuid,nodev", "nr_inodes=", "size=", "uid=10042"));
    assertThat(host.getUlimits())
        .extracting(Ulimit::getName)
        .containsExactly("nofile", "fsize", "core", "memlock", "msgqueue", "nice", "rtprio");
    assertThat(host.getLogConfig().getType()).isEqualTo(LogConfig.LoggingType.NONE);
    assertThat(host.getAutoRemove()).isTrue();
    assertThat(host.getBinds()).isNullOrEmpty();
    assertThat(host.getPrivileged()).isNull();
    assertThat(host.getRuntime()).isNull();
  }

  @Test
  void theOperatorMayNameAnotherRuntime() {
    DockerSettings settings =
        new DockerSettings(
            "unix:///nowhere",
            Optional.of("runsc"),
            500,
            10,
            0,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    String profile = "{\"action\": \"SCMP_ACT_ERRNO\",\n \"errnoRet\": 38}";
    HostConfig host = new Hardening(profile, settings).of(FakeEngine.language("x"), 10_042);
    assertThat(host.getSecurityOpts())
        .as("its kernel says itself what calls it does not have")
        .containsExactly("no-new-privileges", "seccomp={\"action\": \"SCMP_ACT_ALLOW\"}");
    assertThat(host.getRuntime()).isEqualTo("runsc");
    assertThat(host.getMemory()).as("gVisor's kernel counts too").isEqualTo(384L << 20);
    assertThat(host.getUlimits()).contains(new Ulimit("nproc", 64L, 64L));
    assertThat(host.getPidsLimit()).as("and so do its threads").isEqualTo(512);
    assertThat(host.getNanoCPUs()).isEqualTo(500_000_000L);
  }
}
