package dev.parley.targets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Somebody who types at the end of a file, where everybody in the room types single characters: the
 * revision says how long the text is. What is typed while a push is under way goes with the next.
 * Thread-safe.
 */
final class Seat implements AutoCloseable {

  private final String id;
  private final Wire client;
  private final int length;
  private final Queue<Double> acknowledged;
  private final Queue<Double> seen;
  private final Map<String, Seat> room = new ConcurrentHashMap<>();

  /** How many of each one's keystrokes have arrived here. */
  private final Map<String, Integer> heard = new ConcurrentHashMap<>();

  private final List<Long> strokes = new ArrayList<>();
  private String file = "";
  private String epoch = "";
  private long start;
  private long revision;
  private int sent;

  /**
   * @param length of the text at first
   * @param acknowledged gets the milliseconds from a keystroke to its acknowledgement
   * @param seen gets those from somebody else's keystroke to this screen
   */
  Seat(String id, Wire client, int length, Queue<Double> acknowledged, Queue<Double> seen) {
    this.id = id;
    this.client = client;
    this.length = length;
    this.acknowledged = acknowledged;
    this.seen = seen;
  }

  /** Joins; to be called before anybody types. */
  synchronized void sitDown(List<Seat> everybody) {
    everybody.forEach(seat -> room.put(seat.id, seat));
    client.hear("code_updated", this::updated);
    JsonNode state = client.ask("join", Map.of("protocol", 2, "client", id)).get("files").get(0);
    file = state.get("file").textValue();
    epoch = state.get("epoch").textValue();
    start = state.get("revision").longValue();
    revision = start;
  }

  /** Types one character, which was due then. */
  synchronized void stroke(long due) {
    strokes.add(due);
    push();
  }

  /** Whether something typed here is not on every screen. */
  boolean isBusy() {
    int typed = typed();
    return room.values().stream().anyMatch(seat -> seat.heardOf(id) < typed);
  }

  private synchronized int typed() {
    return strokes.size();
  }

  private synchronized long due(int stroke) {
    return strokes.get(stroke);
  }

  private int heardOf(String author) {
    return heard.getOrDefault(author, 0);
  }

  private void push() {
    if (heardOf(id) < sent || sent == strokes.size()) {
      return;
    }
    int first = sent;
    sent = strokes.size();
    List<Long> under = List.copyOf(strokes.subList(first, sent));
    List<Object> changes = new ArrayList<>();
    for (int i = 0; i < under.size(); i++) {
      changes.add(List.of(length + revision - start + i, List.of(0, "y")));
    }
    Map<String, Object> push =
        Map.of(
            "file", file,
            "epoch", epoch,
            "revision", revision,
            "client", id,
            "first", first,
            "changes", changes);
    var unused =
        client
            .submit("code_change", push)
            .thenAccept(
                answer -> {
                  if (answer.has("error")) {
                    throw new IllegalStateException(answer.toString());
                  }
                  long now = System.nanoTime();
                  under.forEach(due -> acknowledged.add((now - due) / 1e6));
                });
  }

  private void updated(JsonNode message) {
    long now = System.nanoTime();
    long at = message.get("from").longValue();
    for (JsonNode entry : message.get("changes")) {
      if (++at > revision()) {
        advance(at);
        String author = entry.get("client").textValue();
        int stroke = heardOf(author);
        if (!author.equals(id)) {
          seen.add((now - room.get(author).due(stroke)) / 1e6);
        }
        heard.put(author, stroke + 1);
      }
    }
    pushed();
  }

  private synchronized long revision() {
    return revision;
  }

  private synchronized void advance(long to) {
    revision = to;
  }

  /** What was typed meanwhile follows. */
  private synchronized void pushed() {
    push();
  }

  @Override
  public void close() {
    client.close();
  }
}
