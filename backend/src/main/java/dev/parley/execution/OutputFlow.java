package dev.parley.execution;

import dev.parley.container.OutputSink.Stream;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/**
 * From a sandbox's bytes to a listener's text: budget, decoding, filtering, pacing. Text goes out
 * in the order it came, in pieces of 16 KiB at most. One thread at a time.
 */
final class OutputFlow {

  private static final int MAX_PIECE = 16 << 10;

  private final ExecutionListener listener;
  private final boolean terminal;
  private final OutputBudget budget;
  private final Pacing pacing;
  private final Map<Stream, OutputDecoder> decoders = new EnumMap<>(Stream.class);
  private final Map<OutputKind, QueryFilter> filters = new EnumMap<>(OutputKind.class);

  private final StringBuilder pending = new StringBuilder();
  private OutputKind kind = OutputKind.STDOUT;

  /**
   * @param terminal whether the program has one; its output is then filtered for terminals
   */
  OutputFlow(ExecutionListener listener, boolean terminal, OutputBudget budget, long now) {
    this.listener = listener;
    this.terminal = terminal;
    this.budget = budget;
    this.pacing = new Pacing(now);
  }

  /**
   * Takes bytes; what is due goes out at once. What is beyond the budget is counted and dropped.
   */
  void accept(Stream stream, ByteBuffer bytes, long now) {
    int admitted = budget.admit(bytes.remaining());
    OutputDecoder decoder = decoders.computeIfAbsent(stream, s -> new OutputDecoder());
    append(kindOf(stream), decoder.decode(bytes.slice(bytes.position(), admitted)), now);
    flushDue(now);
  }

  /** Nanoseconds until {@link #flushDue} has something to do; {@code Long.MAX_VALUE} for never. */
  long due(long now) {
    return pending.isEmpty() ? Long.MAX_VALUE : pacing.delay(now);
  }

  void flushDue(long now) {
    if (due(now) <= 0) {
      flush(now);
    }
  }

  /** The streams have ended: everything goes out, also what was left half. */
  void finish(long now) {
    decoders.forEach((stream, decoder) -> append(kindOf(stream), decoder.finish(), now));
    flush(now);
  }

  private OutputKind kindOf(Stream stream) {
    return switch (stream) {
      case COMPILER, STDERR -> OutputKind.STDERR;
      case STDOUT -> terminal ? OutputKind.TERMINAL : OutputKind.STDOUT;
    };
  }

  private void append(OutputKind to, String decoded, long now) {
    String text =
        terminal ? filters.computeIfAbsent(to, k -> new QueryFilter()).filter(decoded) : decoded;
    if (text.isEmpty()) {
      return;
    }
    if (to != kind) {
      flush(now);
      kind = to;
    }
    int from = 0;
    while (pending.length() + text.length() - from > MAX_PIECE) {
      int upTo = from + MAX_PIECE - pending.length();
      // Both halves of a character stay together.
      if (upTo > from && Character.isHighSurrogate(text.charAt(upTo - 1))) {
        upTo--;
      }
      pending.append(text, from, upTo);
      from = upTo;
      flush(now);
    }
    pending.append(text, from, text.length());
  }

  /** Lets out at once what waits for its pace. */
  void flush(long now) {
    if (!pending.isEmpty()) {
      pacing.spend(now);
      String text = pending.toString();
      pending.setLength(0);
      listener.output(kind, text);
    }
  }
}
