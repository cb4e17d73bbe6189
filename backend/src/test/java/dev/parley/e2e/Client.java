package dev.parley.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.json.JSONException;
import org.json.JSONTokener;

/** The Java client of Socket.IO with JSON in and out; keeps everything it hears. Thread-safe. */
public final class Client implements AutoCloseable {

  public static final Duration PATIENCE = Duration.ofSeconds(20);

  /** One event as it came. */
  public record Heard(String event, JsonNode payload) {}

  private final Socket socket;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();

  private Client(Socket socket, boolean remembers) {
    this.socket = socket;
    if (remembers) {
      socket.onAnyIncoming(
          args ->
              heard.add(new Heard((String) args[0], args.length > 1 ? read(args[1]) : read(""))));
    }
  }

  /** Not connected yet. */
  public static Client of(String url, Map<String, String> auth, String... transports) {
    return of(url, auth, true, transports);
  }

  /** Not connected yet, and keeps nothing of what it hears: for hours of typing. */
  public static Client forgetful(String url, Map<String, String> auth, String... transports) {
    return of(url, auth, false, transports);
  }

  private static Client of(
      String url, Map<String, String> auth, boolean remembers, String... transports) {
    IO.Options options = new IO.Options();
    options.forceNew = true;
    options.auth = auth;
    options.reconnectionDelay = 50;
    options.reconnectionDelayMax = 300;
    if (transports.length > 0) {
      options.transports = transports;
    }
    return new Client(IO.socket(URI.create(url), options), remembers);
  }

  public static Client connected(String url, Map<String, String> auth, String... transports) {
    Client client = of(url, auth, transports);
    client.connect();
    await().atMost(PATIENCE).until(client.socket::connected);
    return client;
  }

  public void connect() {
    socket.connect();
  }

  public boolean isConnected() {
    return socket.connected();
  }

  /** Calls back on the client's own thread, which must not be blocked. */
  public void on(String event, Runnable action) {
    socket.on(event, args -> action.run());
  }

  /** Calls back in the order of the events, on the client's own thread. */
  public void hear(String event, Consumer<JsonNode> action) {
    socket.on(event, args -> action.accept(read(args[0])));
  }

  /** Emits and waits for the acknowledgement. */
  public JsonNode ask(String event, Object payload) {
    try {
      return submit(event, payload).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(event + " " + payload + " was not acknowledged", e);
    }
  }

  /** Emits; the acknowledgement comes later, or never when the connection is lost. */
  public CompletableFuture<JsonNode> submit(String event, Object payload) {
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    socket.emit(event, new Object[] {write(payload)}, (Ack) args -> answer.complete(read(args[0])));
    return answer;
  }

  /** Emits without asking for an acknowledgement. */
  public void tell(String event, Object payload) {
    socket.emit(event, write(payload));
  }

  public List<JsonNode> heard(String event) {
    return heard.stream().filter(h -> h.event().equals(event)).map(Heard::payload).toList();
  }

  /** Everything so far, in order. */
  public List<Heard> heard() {
    return List.copyOf(heard);
  }

  /** The first such event, heard already or soon. */
  public JsonNode hears(String event, Predicate<JsonNode> which) {
    return await("hears " + event)
        .atMost(PATIENCE)
        .until(() -> heard(event).stream().filter(which).findFirst(), found -> found.isPresent())
        .orElseThrow();
  }

  private static Object write(Object payload) {
    JsonNode json =
        payload instanceof JsonNode node
            ? node
            : payload instanceof String text ? Rest.parse(text) : Rest.JSON.valueToTree(payload);
    try {
      return new JSONTokener(json.toString()).nextValue();
    } catch (JSONException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode read(Object value) {
    return value instanceof String text
        ? Rest.JSON.getNodeFactory().textNode(text)
        : Rest.parse(String.valueOf(value));
  }

  @Override
  public void close() {
    socket.off();
    socket.disconnect();
  }
}
