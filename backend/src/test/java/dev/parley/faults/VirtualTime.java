package dev.parley.faults;

import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.IntSupplier;

/** A clock that jumps from one event to the next, so that an hour of typing takes a second. */
final class VirtualTime {

  private record Event(long at, long number, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long count;

  /** Milliseconds since the beginning. */
  long now() {
    return now;
  }

  void at(long time, Runnable what) {
    events.add(new Event(Math.max(now, time), count++, what));
  }

  void after(long millis, Runnable what) {
    at(now + millis, what);
  }

  /** Lets everything happen. */
  void run() {
    while (!events.isEmpty()) {
      Event event = events.poll();
      now = event.at();
      event.what().run();
    }
  }

  /** One direction of a connection: late, each message otherwise, but in order. */
  final class Line {
    private final IntSupplier delay;
    private long last;

    /**
     * A line.
     *
     * @param delay milliseconds that the next message takes, if none before it takes longer
     */
    Line(IntSupplier delay) {
      this.delay = delay;
    }

    /** A line of which every message takes that many milliseconds at most. */
    Line(Random random, int most) {
      this(() -> random.nextInt(most + 1));
    }

    void send(Runnable arrival) {
      last = Math.max(last, now + delay.getAsInt());
      at(last, arrival);
    }
  }
}
