package dev.parley.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoxSandboxTest {

  private static final RunRequest PROGRAM =
      new RunRequest(
          Map.of("a", ""),
          List.of(),
          List.of("a"),
          Optional.empty(),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          1 << 20);

  private final List<String> heard = new ArrayList<>();
  private final Wired sandbox = new Wired();
  private final OutputSink sink =
      new OutputSink() {
        @Override
        public void compiling() {
          heard.add("compiling");
        }

        @Override
        public void waiting(boolean forInput) {
          heard.add(forInput ? "waiting" : "going on");
        }

        @Override
        public void running() {
          heard.add("running");
        }

        @Override
        public void output(Stream stream, byte[] bytes) {
          heard.add(stream + " " + new String(bytes, UTF_8));
        }

        @Override
        public void exited(Exit exit) {
          heard.add(
              switch (exit) {
                case Exit.Report r -> r.why() + " " + r.code() + " oom " + r.outOfMemory();
                case Exit.Lost l -> "lost: " + l.message();
              });
        }
      };

  /** A sandbox on a wire that the test holds. */
  private static final class Wired extends BoxSandbox {

    final List<Character> sent = new ArrayList<>();
    int kills;
    boolean full;

    @Override
    protected boolean send(byte[] frame, boolean bounded) {
      if (full) {
        return false;
      }
      sent.add((char) frame[0]);
      return true;
    }

    @Override
    public String id() {
      return "wired";
    }

    @Override
    public void confine(long memory) {
      sent.add('m');
    }

    @Override
    public void kill() {
      kills++;
    }

    @Override
    public void close() {
      ended("closed");
    }

    void says(byte type, String payload) {
      received(ByteBuffer.wrap(BoxFrames.frame(type, payload.getBytes(UTF_8))));
    }

    void goes(String reason) {
      ended(reason);
    }

    void awaitIt() throws EngineException, InterruptedException {
      awaitReady(Duration.ofMillis(1));
    }
  }

  @Test
  void aRunIsPhasesOutputAndOneExit() throws Exception {
    assertThat(sandbox.alive()).isFalse();
    sandbox.says(BoxFrames.READY, "");
    sandbox.awaitIt();
    assertThat(sandbox.alive()).isTrue();
    sandbox.start(PROGRAM, sink);
    sandbox.says(BoxFrames.PHASE, "c");
    sandbox.says(BoxFrames.COMPILER, "warning");
    sandbox.says(BoxFrames.PHASE, "r");
    sandbox.says(BoxFrames.STDOUT, "out");
    sandbox.says(BoxFrames.STDERR, "err");
    sandbox.says(
        BoxFrames.EXIT, "{\"why\":\"exit\",\"code\":3,\"signal\":0,\"oom\":true,\"runMs\":5}");
    sandbox.says(BoxFrames.STDOUT, "after the end");
    sandbox.goes("its output ended");
    assertThat(heard)
        .containsExactly(
            "compiling",
            "COMPILER warning",
            "running",
            "STDOUT out",
            "STDERR err",
            "EXIT 3 oom true");
    assertThat(sandbox.alive()).isFalse();
    assertThat(sandbox.stdin(new byte[1])).isFalse();
  }

  @Test
  void whoGoesWithoutAReportIsLostOnce() {
    sandbox.says(BoxFrames.READY, "");
    sandbox.start(PROGRAM, sink);
    sandbox.goes("its output ended");
    sandbox.goes("again");
    assertThat(heard).containsExactly("lost: its output ended");
  }

  @Test
  void whoDiedBeforeTheStartTellsWhoeverAsks() {
    sandbox.says(BoxFrames.READY, "");
    sandbox.whenDead(heard::add);
    sandbox.goes("killed");
    sandbox.whenDead(heard::add);
    sandbox.start(PROGRAM, sink);
    assertThat(heard).containsExactly("killed", "killed", "lost: killed");
  }

  @Test
  void whoIsNotReadyInTimeIsAnEngineFault() {
    assertThatThrownBy(sandbox::awaitIt).isInstanceOf(EngineException.class);
    sandbox.says(BoxFrames.FAILURE, "no fork");
    assertThatThrownBy(sandbox::awaitIt)
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("no fork");
  }

  @Test
  void nonsenseEndsTheRunAndTheContainer() {
    sandbox.says(BoxFrames.READY, "");
    sandbox.start(PROGRAM, sink);
    sandbox.received(ByteBuffer.wrap(new byte[] {'o', -1, -1, -1, -1}));
    assertThat(heard).singleElement().asString().startsWith("lost: it sent no frame");
    assertThat(sandbox.kills).isOne();
  }

  @Test
  void anUnreadableReportIsALoss() {
    sandbox.says(BoxFrames.READY, "");
    sandbox.start(PROGRAM, sink);
    sandbox.says(BoxFrames.EXIT, "{\"why\":\"magic\"}");
    assertThat(heard).containsExactly("lost: its report was unreadable: {\"why\":\"magic\"}");
  }

  @Test
  void inputBeyondTheBoundIsNotTakenAndAControlThatFindsNoRoomKills() {
    sandbox.says(BoxFrames.READY, "");
    sandbox.start(PROGRAM, sink);
    assertThat(sandbox.stdin(new byte[1])).isTrue();
    sandbox.eof();
    sandbox.signal(9);
    sandbox.resize(1, 1);
    assertThat(sandbox.sent).containsExactly('R', 'D', 'E', 'S', 'W');
    sandbox.full = true;
    assertThat(sandbox.stdin(new byte[1])).isFalse();
    assertThat(sandbox.kills).isZero();
    sandbox.eof();
    assertThat(sandbox.kills).isOne();
  }

  @Test
  void aSandboxServesOneRun() {
    sandbox.says(BoxFrames.READY, "");
    sandbox.start(PROGRAM, sink);
    assertThatThrownBy(() -> sandbox.start(PROGRAM, sink))
        .isInstanceOf(IllegalStateException.class);
  }
}
