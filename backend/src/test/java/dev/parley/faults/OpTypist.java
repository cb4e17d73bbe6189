package dev.parley.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.e2e.Client;
import dev.parley.e2e.Rest;
import dev.parley.text.Change;
import dev.parley.text.ChangeJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Somebody who types lines without pause, as the protocol's op form has it: edits are applied at
 * once and pushed, one push in flight; when the connection is lost typing goes on, and on return
 * what was missed is caught up with and what is unconfirmed is pushed again. Every line is unique
 * and inserted where a line begins, so no line ever breaks another; with time old lines of its own
 * are taken away, so that the text stays the size of a program. Thread-safe.
 */
final class OpTypist implements Participant {

  private static final int MOST_LINES = 60;
  private static final int MOST_PER_PUSH = 20;
  private static final int REMEMBERED = 30;

  /** A push as it was sent, and its answer's revision; below 0 before there is one. */
  private static final class Pushed {
    private final ObjectNode message;
    private long revision = -1;

    Pushed(ObjectNode message) {
      this.message = message;
    }
  }

  private final String name;
  private final History history;
  private final int mostUnconfirmed;
  private final Client client;
  private final Random random;
  private final List<Change> unconfirmed = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private String file = "";
  private String epoch = "";
  private String text = "";
  private long version = -1;
  private long confirmed;
  private final Deque<Pushed> remembered = new ArrayDeque<>();
  private int resends;
  private final Deque<String> own = new ArrayDeque<>();
  private int typed;
  private boolean inside;
  private boolean inFlight;

  /** Counts the connections, so that an answer to an earlier one is known as such. */
  private int visit;

  /**
   * @param mostUnconfirmed strokes that may wait for their confirmation; beyond that it pauses
   */
  OpTypist(String name, String url, String token, Random random, int mostUnconfirmed) {
    this.name = name;
    this.history = new History(name);
    this.mostUnconfirmed = mostUnconfirmed;
    this.random = random;
    this.client = Client.forgetful(url, Map.of("token", token));
    client.on("connect", this::join);
    client.on("disconnect", this::lost);
    client.hear("code_updated", this::updated);
    client.connect();
  }

  /** Types one line or takes one away, unless too much is unconfirmed. */
  @Override
  public synchronized void type() {
    if (version < 0 || unconfirmed.size() >= mostUnconfirmed) {
      return;
    }
    if (own.size() >= MOST_LINES || (own.size() > 5 && random.nextInt(4) == 0)) {
      String line = own.removeFirst();
      int at = text.indexOf(line + "\n");
      edit(Change.of(text.length(), at, at + line.length() + 1, ""));
      history.removed(line);
    } else {
      String line = name + "-" + typed++ + ";";
      int at = text.isEmpty() ? 0 : text.lastIndexOf('\n', random.nextInt(text.length())) + 1;
      edit(Change.of(text.length(), at, at, line + "\n"));
      own.addLast(line);
      history.typed(line);
    }
    push();
  }

  private void edit(Change change) {
    text = change.apply(text);
    unconfirmed.add(change);
  }

  // ---- the way in -------------------------------------------------------------------------------

  private synchronized void join() {
    int now = ++visit;
    inside = false;
    inFlight = false;
    ObjectNode request = Rest.JSON.createObjectNode().put("protocol", 2).put("client", name);
    if (version >= 0) {
      request.putObject("have").putObject(file).put("epoch", epoch).put("revision", version);
    }
    var unused = client.submit("join", request).thenAccept(answer -> joined(now, answer));
  }

  private synchronized void joined(int of, JsonNode answer) {
    if (of != visit) {
      return;
    }
    if (answer.has("error")) {
      faults.add("join was refused: " + answer);
      return;
    }
    JsonNode state = answer.get("files").get(0);
    if (state.has("changes")) {
      entries(state.get("from").longValue(), state.get("changes"));
    } else if (version >= 0) {
      faults.add("at " + version + " and got the text anew: " + state);
    } else {
      file = state.get("file").textValue();
      epoch = state.get("epoch").textValue();
      version = state.get("revision").longValue();
      text = state.get("text").textValue();
    }
    inside = true;
    push();
  }

  private synchronized void lost() {
    visit++;
    inside = false;
  }

  // ---- typing -----------------------------------------------------------------------------------

  private void push() {
    if (!inside || inFlight || unconfirmed.isEmpty()) {
      return;
    }
    inFlight = true;
    int now = visit;
    List<Change> part = unconfirmed.subList(0, Math.min(MOST_PER_PUSH, unconfirmed.size()));
    long next = confirmed + part.size();
    ObjectNode push =
        Rest.JSON
            .createObjectNode()
            .put("file", file)
            .put("epoch", epoch)
            .put("revision", version)
            .put("client", name)
            .put("first", confirmed);
    ArrayNode changes = push.putArray("changes");
    part.forEach(change -> changes.add(Rest.parse(ChangeJson.write(change))));
    Pushed pushed = new Pushed(push);
    remembered.addLast(pushed);
    if (remembered.size() > REMEMBERED) {
      remembered.removeFirst();
    }
    var unused =
        client
            .submit("code_change", push)
            .thenAccept(
                answer -> {
                  compare(pushed, answer);
                  answered(now, next, answer);
                });
  }

  /** Sends some earlier push once more, answered or not, as it was. Does nothing outside. */
  synchronized void stutter() {
    if (inside && !remembered.isEmpty()) {
      Pushed pushed =
          remembered.stream().skip(random.nextInt(remembered.size())).findFirst().orElseThrow();
      var unused =
          client
              .submit("code_change", pushed.message)
              .thenAccept(answer -> compare(pushed, answer));
      resends++;
    }
  }

  /** Whenever a push is answered, the answer is the same. */
  private synchronized void compare(Pushed pushed, JsonNode answer) {
    if (answer.has("error")) {
      // One that was under way while the connection changed came before its join.
      if (!answer.at("/error/retryable").booleanValue()
          && !answer.at("/error/code").textValue().equals("not_joined")) {
        faults.add(pushed.message + " was refused: " + answer);
      }
      return;
    }
    long revision = answer.get("revision").longValue();
    if (pushed.revision >= 0 && pushed.revision != revision) {
      faults.add("answered with " + pushed.revision + " and then with " + revision);
    }
    pushed.revision = revision;
  }

  synchronized int resends() {
    return resends;
  }

  private synchronized void answered(int of, long next, JsonNode answer) {
    if (!answer.has("error")) {
      history.acknowledgedBefore((int) next);
    }
    if (of != visit) {
      return;
    }
    if (answer.has("error") && !answer.at("/error/retryable").booleanValue()) {
      faults.add("a push was refused: " + answer);
      return;
    }
    inFlight = false;
    push();
  }

  private synchronized void updated(JsonNode message) {
    if (inside) {
      entries(message.get("from").longValue(), message.get("changes"));
    }
  }

  private void entries(long from, JsonNode entries) {
    if (from > version) {
      faults.add("at " + version + " and hears what follows " + from);
      return;
    }
    long revision = from;
    for (JsonNode entry : entries) {
      if (++revision > version) {
        receive(entry.get("client").textValue(), ChangeJson.parse(entry.get("change").toString()));
      }
    }
  }

  private void receive(String author, Change entry) {
    version++;
    if (author.equals(name)) {
      if (unconfirmed.isEmpty() || !unconfirmed.removeFirst().equals(entry)) {
        faults.add("own change " + confirmed + " comes back as " + entry);
      }
      confirmed++;
      history.acknowledgedBefore((int) confirmed);
      return;
    }
    Change over = entry;
    for (int i = 0; i < unconfirmed.size(); i++) {
      Change own = unconfirmed.get(i);
      unconfirmed.set(i, own.map(over, false));
      over = over.map(own, true);
    }
    text = over.apply(text);
  }

  // ---- what the bench looks at ------------------------------------------------------------------

  @Override
  public String name() {
    return name;
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public synchronized boolean isInside() {
    return inside;
  }

  @Override
  public synchronized boolean isSettled() {
    return inside && unconfirmed.isEmpty();
  }

  @Override
  public synchronized String text() {
    return text;
  }

  synchronized long version() {
    return version;
  }

  @Override
  public synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public void close() {
    client.close();
  }
}
