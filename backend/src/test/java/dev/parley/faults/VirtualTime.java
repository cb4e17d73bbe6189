package dev.parley.faults;

import java.util.PriorityQueue;
import java.util.Random;

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
    private final Random random;
    private final int least;
    private final int most;
    private long last;

    Line(Random random, int least, int most) {
      this.random = random;
      this.least = least;
      this.most = most;
    }

    void send(Runnable arrival) {
      last = Math.max(last, now + least + random.nextInt(most - least + 1));
      at(last, arrival);
    }
  }
}
