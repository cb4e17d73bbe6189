package dev.parley.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.e2e.Client;
import dev.parley.e2e.Rest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Somebody whose client knows whole texts alone: keeps one string, believes whatever text it is
 * sent, sends its own whole after every stroke. When the connection is lost it takes the text it is
 * given on return; what had no answer by then may or may not be in it. One that echoes revisions
 * takes lines of its own away too. Thread-safe.
 */
final class WholeTextTypist implements Participant {

  private static final int MOST_LINES = 40;
  private static final int MOST_OPEN = 40;

  private final String name;
  private final boolean echoes;
  private final Client client;
  private final Random random;
  private final History history;
  private final Deque<String> own = new ArrayDeque<>();
  private final List<String> faults = new ArrayList<>();
  private String text = "";
  private long revision;
  private int typed;
  private int open;
  private boolean inside;

  /** Counts the connections, so that an answer to an earlier one is known as such. */
  private int visit;

  /**
   * @param echoes whether it says which revision it looks at
   */
  WholeTextTypist(String name, String url, String code, Random random, boolean echoes) {
    this.name = name;
    this.echoes = echoes;
    this.random = random;
    this.history = new History(name);
    this.client = Client.forgetful(url, Map.of());
    client.on(
        "connect",
        () -> client.tell("join_session", Map.of("session_code", code, "username", name)));
    client.on("disconnect", this::lost);
    client.hear("sync_code", this::shown);
    client.hear("code_updated", this::shown);
    client.connect();
  }

  private synchronized void shown(JsonNode message) {
    text = message.get("code").textValue();
    revision = message.get("revision").longValue();
    inside = true;
  }

  private synchronized void lost() {
    visit++;
    inside = false;
    open = 0;
    history.givenUp();
  }

  @Override
  public synchronized void type() {
    if (!inside || open >= MOST_OPEN) {
      return;
    }
    int stroke = own.size() >= MOST_LINES ? remove() : insert();
    if (stroke < 0) {
      return;
    }
    ObjectNode request = Rest.JSON.createObjectNode().put("code", text);
    if (echoes) {
      request.put("revision", revision);
    }
    open++;
    int now = visit;
    var unused =
        client.submit("code_change", request).thenAccept(answer -> answered(now, stroke, answer));
  }

  private int insert() {
    String line = name + "-" + typed++ + ";";
    int at = text.isEmpty() ? 0 : text.lastIndexOf('\n', random.nextInt(text.length())) + 1;
    text = text.substring(0, at) + line + "\n" + text.substring(at);
    own.addLast(line);
    return history.typed(line);
  }

  /** The oldest line of its own goes, if it is on the screen: it may be under way. */
  private int remove() {
    String line = own.removeFirst();
    int at = text.indexOf(line + "\n");
    if (!echoes || at < 0) {
      return -1;
    }
    text = text.substring(0, at) + text.substring(at + line.length() + 1);
    return history.removed(line);
  }

  private synchronized void answered(int of, int stroke, JsonNode answer) {
    if (!answer.has("error")) {
      history.acknowledged(stroke);
    } else if (answer.at("/error/code").textValue().equals("not_joined")) {
      // It was under way while the connection changed; the text that comes now is without it.
      history.givenUp();
    } else if (!answer.at("/error/retryable").booleanValue()) {
      faults.add("a text was refused: " + answer);
    }
    if (of == visit) {
      open--;
    }
  }

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
    return inside && open == 0;
  }

  @Override
  public synchronized String text() {
    return text;
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
