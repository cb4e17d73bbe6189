package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The restrictions as a program sees them from inside. */
class IsolationEngineTest {

  private static RealEngine real;

  @BeforeAll
  static void open() throws IOException {
    real = new RealEngine(1);
  }

  @AfterAll
  static void close() throws IOException {
    real.afterCheck();
    real.close();
  }

  private static String bash(String program) throws Exception {
    return real.run(real.ready("bash"), program).text().replace("\r\n", "\n");
  }

  private static String python(String program) throws Exception {
    return real.run(real.ready("python"), program).text().replace("\r\n", "\n");
  }

  @Test
  void aProgramIsNobodyAndCanBecomeNobodyElse() throws Exception {
    assertThat(
            bash(
                "(($(id -u) > 10000)) && id -un; id -g; grep -E '^(Cap(Eff|Prm|Bnd|Amb)|NoNewPrivs|Seccomp):' /proc/self/status"))
        .isEqualTo(
            """
            runner
            10001
            CapPrm:\t0000000000000000
            CapEff:\t0000000000000000
            CapBnd:\t0000000000000000
            CapAmb:\t0000000000000000
            NoNewPrivs:\t1
            Seccomp:\t2
            """);
  }

  /** The kernel counts some things per user, so rooms with one user could starve each other. */
  @Test
  void everySandboxHasAUserOfItsOwn() throws Exception {
    assertThat(bash("id -u")).isNotEqualTo(bash("id -u"));
  }

  @Test
  void onlyTheWorkFolderAndTheTemporaryOneAreWritable() throws Exception {
    assertThat(
            bash(
                "for d in / /etc /usr /home /root /var/tmp /box /dev /sys /proc /work /tmp; do"
                    + " if touch $d/x 2>/dev/null; then echo $d; fi; done"))
        .isEqualTo("/work\n/tmp\n");
  }

  @Test
  void thereIsNoNetworkButOnesOwn() throws Exception {
    assertThat(bash("ls /sys/class/net")).isEqualTo("lo\n");
    assertThat(
            python(
                """
                import socket
                for host in ("1.1.1.1", "169.254.169.254", "172.17.0.1"):
                    try:
                        socket.create_connection((host, 80), 2)
                        print("reached", host)
                    except OSError as e:
                        print(e.strerror)
                """))
        .isEqualTo("Network is unreachable\n".repeat(3));
  }

  @Test
  void dangerousCallsAreRefused() throws Exception {
    assertThat(
            python(
                """
                import ctypes, os, socket
                libc = ctypes.CDLL(None, use_errno=True)
                def call(name, number, *args):
                    r = libc.syscall(number, *args)
                    print(name, r >= 0)
                call("io_uring_setup", 425, 1, None)
                call("keyctl", 250, 0, 0, 0)
                call("add_key", 248, b"user", b"x", b"y", 1, -2)
                call("bpf", 321, 0, None, 0)
                call("perf_event_open", 298, None, 0, -1, -1, 0)
                call("userfaultfd", 323, 0)
                call("unshare", 272, 0x10000000)
                call("mount", 165, b"none", b"/work", b"tmpfs", 0, None)
                call("chroot", 161, b"/tmp")
                call("setuid", 105, 0)
                for name, family in (("vsock", 40), ("alg", 38), ("packet", 17)):
                    try:
                        socket.socket(family, socket.SOCK_STREAM).close()
                        print(name, True)
                    except OSError:
                        print(name, False)
                """))
        .doesNotContain("True")
        .contains("io_uring_setup False", "vsock False", "setuid False");
  }

  @Test
  void theHostsSecretsAreNotThere() throws Exception {
    assertThat(
            bash(
                "for f in /etc/shadow /proc/kcore /proc/1/environ /proc/1/mem /proc/sysrq-trigger"
                    + " /var/run/docker.sock /data; do if head -c 1 $f >/dev/null 2>&1; then echo"
                    + " $f; fi; done; hostname; env | cut -d= -f1 | sort | tr '\\n' ' '"))
        .doesNotContain("/")
        .contains("box")
        .doesNotContain("PARLEY");
  }

  @Test
  void theSupervisorCannotBeHurt() throws Exception {
    Heard heard =
        real.run(
            real.ready("bash"), "kill -9 1; kill -STOP 1; kill -9 -1; echo unreachable; exit 4");
    assertThat(heard.verdict().state()).isEqualTo(Verdict.State.FAILED);
    assertThat(heard.verdict().reason()).isIn(Verdict.Reason.SIGNAL, Verdict.Reason.EXIT_CODE);
  }

  @Test
  void oneRunLeavesNothingForTheNext() throws Exception {
    assertThat(bash("echo left > /tmp/left; echo left > /work/left; ls /tmp /work"))
        .contains("left");
    assertThat(bash("ls -A /tmp; ls -A /work")).isEqualTo("main.sh\n");
  }
}
