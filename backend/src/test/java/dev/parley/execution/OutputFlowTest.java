package dev.parley.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.container.OutputSink.Stream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutputFlowTest {

  private static final long MILLI = 1_000_000;

  private final List<String> pieces = new ArrayList<>();
  private final ExecutionListener listener =
      new ExecutionListener() {
        @Override
        public void waiting(boolean forInput) {}

        @Override
        public void queued(Place place) {}

        @Override
        public void started(Duration waited, boolean warm) {}

        @Override
        public void output(OutputKind kind, String text) {
          pieces.add(kind + ":" + text);
        }

        @Override
        public void finished(Verdict verdict) {}
      };
  private final OutputBudget budget = new OutputBudget(1 << 20);
  private final OutputFlow terminal = new OutputFlow(listener, true, budget, 0);
  private final OutputFlow pipes = new OutputFlow(listener, false, budget, 0);

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  @Test
  void textGoesOutAsItComes() {
    terminal.accept(Stream.STDOUT, bytes("a"), 0);
    assertThat(pieces).containsExactly("TERMINAL:a");
    assertThat(terminal.due(0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void underPressureTextIsGatheredAndWaitsTwentyMillisecondsAtMost() {
    for (int i = 0; i < 1000; i++) {
      pipes.accept(Stream.STDOUT, bytes("x"), 0);
    }
    assertThat(pieces).hasSize(16);
    assertThat(pipes.due(0)).isBetween(1L, 20 * MILLI);
    pipes.flushDue(19 * MILLI);
    assertThat(pieces).hasSize(16);
    pipes.flushDue(20 * MILLI);
    assertThat(pieces).hasSize(17);
    assertThat(pieces.getLast()).hasSize("STDOUT:".length() + 984);
  }

  @Test
  void aSteadyDripIsNeverGathered() {
    for (int i = 0; i < 500; i++) {
      pipes.accept(Stream.STDOUT, bytes("x"), i * 20L * MILLI);
      assertThat(pieces).hasSize(i + 1);
    }
  }

  @Test
  void piecesAreBoundedAndNeverSplitACharacter() {
    pipes.accept(Stream.STDOUT, bytes("a" + "🐢".repeat(20_000)), 0);
    pipes.finish(0);
    StringBuilder all = new StringBuilder();
    for (String piece : pieces) {
      String text = piece.substring("STDOUT:".length());
      assertThat(text).hasSizeLessThanOrEqualTo(16 << 10);
      assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1))).isFalse();
      all.append(text);
    }
    assertThat(all).hasToString("a" + "🐢".repeat(20_000));
  }

  @Test
  void streamsKeepTheirOrderAndTheirCharacters() {
    byte[] euro = "€".getBytes(UTF_8);
    pipes.accept(Stream.STDOUT, ByteBuffer.wrap(euro, 0, 1), 0);
    pipes.accept(Stream.STDERR, ByteBuffer.wrap(euro, 0, 2), 0);
    pipes.accept(Stream.STDOUT, ByteBuffer.wrap(euro, 1, 2), 0);
    pipes.accept(Stream.STDERR, ByteBuffer.wrap(euro, 2, 1), 0);
    assertThat(pieces).containsExactly("STDOUT:€", "STDERR:€");
  }

  @Test
  void whatIsLeftHalfIsSaidAtTheEnd() {
    pipes.accept(Stream.STDOUT, ByteBuffer.wrap(new byte[] {'a', (byte) 0xe2, (byte) 0x82}), 0);
    pipes.finish(0);
    assertThat(String.join("", pieces)).isEqualTo("STDOUT:aSTDOUT:\ufffd");
  }

  @Test
  void anyCutOfAnyBytesDecodesAsTheWholeDoes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] all = new byte[5000];
    random.nextBytes(all);
    byte[] text = "naïve 日本 🐢 e\u0301".getBytes(UTF_8);
    System.arraycopy(text, 0, all, 100, text.length);
    OutputDecoder decoder = new OutputDecoder();
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < all.length; ) {
      int count = Math.min(all.length - at, random.nextInt(7));
      out.append(decoder.decode(ByteBuffer.wrap(all, at, count)));
      at += count;
    }
    out.append(decoder.finish());
    assertThat(out.toString()).as("seed %s", seed).isEqualTo(new String(all, UTF_8));
  }

  @Test
  void beyondTheBudgetBytesAreCountedAndDropped() {
    OutputBudget small = new OutputBudget(10);
    OutputFlow flow = new OutputFlow(listener, false, small, 0);
    flow.accept(Stream.STDOUT, bytes("12345678"), 0);
    assertThat(small.exceeded()).isFalse();
    flow.accept(Stream.STDOUT, bytes("abcd"), 0);
    flow.accept(Stream.STDOUT, bytes("efgh"), 0);
    assertThat(pieces).containsExactly("STDOUT:12345678", "STDOUT:ab");
    assertThat(small.exceeded()).isTrue();
    assertThat(small.written()).isEqualTo(16);
  }
}
