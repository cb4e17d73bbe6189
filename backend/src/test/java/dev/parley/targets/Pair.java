package dev.parley.targets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.e2e.Rest;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A room with two people: one presses Run, the other listens. For one thread. */
final class Pair implements AutoCloseable {

  private static final long PATIENCE_S = 120;

  /** What the other heard of a run, and when ({@link System#nanoTime}). */
  record Heard(String event, long at, JsonNode payload) {}

  private final Rest.Room room;
  private final Wire presser;
  private final Wire listener;
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private String running = "";

  Pair(Rest.Room room, Wire presser, Wire listener) {
    this.room = room;
    this.presser = presser;
    this.listener = listener;
    for (String event :
        new String[] {"execution_started", "execution_output", "execution_finished"}) {
      listener.hear(event, payload -> heard.add(new Heard(event, System.nanoTime(), payload)));
    }
  }

  Rest.Room room() {
    return room;
  }

  /** Presses Run; the answer to it is not waited for. */
  long press() {
    long began = System.nanoTime();
    presser.tell("execute_code", Map.of());
    return began;
  }

  /** Presses Run and waits for its id. */
  String pressed() {
    running = presser.ask("execute_code", Map.of()).at("/execution/id").textValue();
    return running;
  }

  /** The id of the run that {@link #pressed} began last. */
  String running() {
    return running;
  }

  void stop(String id) {
    presser.tell("execution_stop", Map.of("id", id));
  }

  /** The next thing heard. */
  Heard next() throws InterruptedException {
    Heard next = heard.poll(PATIENCE_S, TimeUnit.SECONDS);
    if (next == null) {
      throw new IllegalStateException("nothing heard for " + PATIENCE_S + " s");
    }
    return next;
  }

  /** The next such event; everything before it goes to the consumer. */
  Heard next(String event, Consumer<Heard> before) throws InterruptedException {
    Heard each = next();
    while (!each.event().equals(event)) {
      before.accept(each);
      each = next();
    }
    return each;
  }

  Heard next(String event) throws InterruptedException {
    return next(event, other -> {});
  }

  @Override
  public void close() {
    presser.close();
    listener.close();
  }
}
