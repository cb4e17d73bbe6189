package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.container.EngineException;
import dev.parley.container.Sandbox;
import dev.parley.container.Urgency;
import dev.parley.language.Language;
import dev.parley.language.LimitCeiling;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Network namespaces made ahead: each is one container's, and none is left over. */
class AnchorsEngineTest {

  private static final int ANCHORS = 2;

  private RealEngine real;
  private Language python;

  /** A run that finds nothing ready is what anchors are made for. */
  @BeforeEach
  void open() throws Exception {
    real = new RealEngine(0);
    python = real.ready("python");
    assertThat(real.run(python, "print(1)").text()).isEqualTo("1\r\n");
    awaitAnchors();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    real.afterCheck();
    real.close();
  }

  private void awaitAnchors() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(real.engine.anchors()).isEqualTo(ANCHORS);
              assertThat(real.witness.containers(real.instance)).hasSize(ANCHORS);
            });
  }

  /** Abstract sockets and loopback ports would let two rooms talk. */
  @Test
  void twoStrangersAreNeverInOneNetwork() throws Exception {
    String program =
        """
        import os, socket
        unix, port = socket.socket(socket.AF_UNIX), socket.socket()
        unix.bind("\\0meeting")
        port.bind(("127.0.0.1", 4242))
        print(os.readlink("/proc/self/ns/net"), flush=True)
        input()
        """;
    Heard one = new Heard();
    Heard other = new Heard();
    Execution first = real.start(python, program, "", one);
    Execution second = real.start(python, program, "", other);
    one.await("net:[");
    other.await("net:[");
    assertThat(one.warm()).isFalse();
    assertThat(other.warm()).isFalse();
    assertThat(one.printed().strip()).isNotEqualTo(other.printed().strip());
    assertThat(first.input("go\n")).isTrue();
    assertThat(second.input("go\n")).isTrue();
    assertThat(one.verdict().reason()).isEqualTo(Verdict.Reason.EXITED);
    assertThat(other.verdict().reason()).isEqualTo(Verdict.Reason.EXITED);
  }

  @Test
  void anAnchorGoesWithItsContainer() throws Exception {
    List<String> before = real.witness.containers(real.instance);
    assertThat(real.run(python, "print(2)").text()).isEqualTo("2\r\n");
    awaitAnchors();
    assertThat(real.witness.containers(real.instance)).isNotEqualTo(before);
  }

  /** An anchor has the image of whoever waited, and is not to start what waits for a program. */
  @Test
  void nothingRunsInAnAnchorButItsSupervisor() throws Exception {
    String java = "void main() { System.out.println(1); }";
    assertThat(real.run(real.ready("java"), java).text()).isEqualTo("1\r\n");
    awaitAnchors();
    assertThat(real.witness.containers(real.instance))
        .allSatisfy(anchor -> assertThat(real.witness.processes(anchor)).isEqualTo(1));
  }

  /** Node is started before the program has come, and is not to leave a trace of that. */
  @Test
  void aColdNodeIsTheProgramAsIfItHadBeenStartedWithIt() throws Exception {
    String program =
        """
        const seen = [require.main === module, ...process.argv.slice(1), process.execArgv.length,
          process.stdin.isTTY, process.stdout.isTTY, new Error().stack.includes("/box/")];
        console.log(seen.join(" "));
        """;
    assertThat(real.run(real.ready("javascript"), program).text())
        .isEqualTo("true /work/main.js 0 true true false\r\n");
    awaitAnchors();
  }

  /** An anchor was once taken for a container that the engine refused, and stayed for ever. */
  @Test
  void aContainerThatCannotBeMadeLeavesNoAnchorBehind() throws Exception {
    Language impossible =
        python.within(python.limits().within(LimitCeiling.NONE.withMemory(1 << 20)));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> real.engine.boot(impossible, Urgency.AWAITED))
          .isInstanceOf(EngineException.class);
    }
    try (Sandbox sandbox = real.engine.boot(python, Urgency.AWAITED)) {
      assertThat(sandbox.alive()).isTrue();
    }
    awaitAnchors();
  }

  @Test
  void aDeadAnchorIsNobodysAndIsReplaced() throws Exception {
    real.witness.kill(real.witness.containers(real.instance));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(real.engine.anchors()).isZero());
    assertThat(real.run(python, "print(3)").text()).isEqualTo("3\r\n");
    awaitAnchors();
  }
}
