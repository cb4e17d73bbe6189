package dev.parley.room;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Durable before visible: what a room has to say waits here until the entries it rests on are
 * committed, and leaves in the order in which it was put. Lives on the room's lane.
 */
final class Outbox {

  /** What happens once an entry is committed, or when it never will be. */
  interface Effect {
    void committed();

    void lost(Refusal why);
  }

  /** An effect of two lambdas. */
  static Effect effect(Runnable committed, Consumer<Refusal> lost) {
    return new Effect() {
      @Override
      public void committed() {
        committed.run();
      }

      @Override
      public void lost(Refusal why) {
        lost.accept(why);
      }
    };
  }

  private record Waiting(long seq, Effect effect) {}

  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private long committed;

  Outbox(long committed) {
    this.committed = committed;
  }

  /** Lets an effect happen as soon as entry {@code seq} is committed; at once if it is. */
  void after(long seq, Effect effect) {
    if (waiting.isEmpty() && seq <= committed) {
      effect.committed();
    } else {
      waiting.add(new Waiting(seq, effect));
    }
  }

  /** Every entry up to {@code seq} is committed. */
  void committed(long seq) {
    committed = Math.max(committed, seq);
    while (!waiting.isEmpty() && waiting.peek().seq() <= committed) {
      waiting.remove().effect().committed();
    }
  }

  /** Nothing that still waits will ever be committed. */
  void lost(Refusal why) {
    while (!waiting.isEmpty()) {
      waiting.remove().effect().lost(why);
    }
  }

  boolean isCommitted(long seq) {
    return seq <= committed;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
