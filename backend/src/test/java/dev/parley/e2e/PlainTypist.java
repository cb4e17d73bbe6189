package dev.parley.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Random;

/**
 * Somebody with the plainest client, in Java: keeps one string, believes whatever text it is sent,
 * and sends its own whole whenever it has typed. Knows no revisions and asks for no
 * acknowledgements. Thread-safe.
 */
final class PlainTypist implements AutoCloseable {

  private final String name;
  private final Client client;
  private final Random random;
  private String text;
  private int typed;
  private long revision;
  private boolean echoes;

  PlainTypist(String name, String url, String code, Random random, String... transports) {
    this.name = name;
    this.random = random;
    this.client = Client.of(url, Map.of(), transports);
    client.on(
        "connect",
        () -> client.tell("join_session", Map.of("session_code", code, "username", name)));
    client.hear("sync_code", this::shown);
    client.hear("code_updated", this::shown);
    client.connect();
    client.hears("sync_code", sync -> true);
  }

  private synchronized void shown(JsonNode message) {
    text = message.get("code").textValue();
    revision = message.get("revision").longValue();
  }

  /** From now on says which text it last took over; its two threads make that hard to guess. */
  synchronized PlainTypist echoing() {
    echoes = true;
    return this;
  }

  /** Types one line where some line begins. */
  synchronized void type() {
    if (text != null && !text.isEmpty()) {
      insert(text.lastIndexOf('\n', random.nextInt(text.length())) + 1);
    }
  }

  /** Types one line above all others. */
  synchronized void typeAtTop() {
    if (text != null) {
      insert(0);
    }
  }

  private void insert(int at) {
    text = text.substring(0, at) + line(typed++) + "\n" + text.substring(at);
    client.tell(
        "code_change", echoes ? Map.of("code", text, "revision", revision) : Map.of("code", text));
  }

  /** Ends in a mark, so that no line begins another. */
  String line(int number) {
    return "# " + name + "-" + number + ";";
  }

  synchronized int typed() {
    return typed;
  }

  synchronized String text() {
    return text;
  }

  Client client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
  }
}
