package dev.parley.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A Socket.IO client with nothing of its own between the caller and the wire: one blocking
 * WebSocket (RFC 6455, text frames alone) and one thread that reads. What is measured with it is
 * the server, not a client library's threads. Sending is for one thread at a time.
 */
final class Wire implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_S = 20;
  private static final int FIN = 0x80;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private int numbers;

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  /** Connects and is let in. */
  static Wire connected(String url, Map<String, String> auth) {
    URI at = URI.create(url);
    try {
      Socket socket = new Socket(at.getHost(), at.getPort());
      socket.setTcpNoDelay(true);
      Wire wire = new Wire(socket);
      wire.shakeHands(at);
      Thread.ofPlatform().daemon().name("wire").start(wire::read);
      wire.send("40" + JSON.writeValueAsString(auth));
      wire.await(wire.connected);
      return wire;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void shakeHands(URI at) throws IOException {
    String request =
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: "
            + at.getAuthority()
            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    out.write(request.getBytes(UTF_8));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    while (!answer.toString(UTF_8).endsWith("\r\n\r\n")) {
      answer.write(in.readUnsignedByte());
    }
    if (!answer.toString(UTF_8).startsWith("HTTP/1.1 101 ")) {
      throw new IOException("no WebSocket: " + answer);
    }
  }

  /** Calls back on the reading thread, which must not be blocked. */
  void hear(String event, Consumer<JsonNode> action) {
    listeners.put(event, action);
  }

  void tell(String event, Object payload) {
    emit("42", event, payload);
  }

  /** Emits and waits for the acknowledgement. */
  JsonNode ask(String event, Object payload) {
    return await(submit(event, payload));
  }

  /** Emits; the acknowledgement comes later, on the reading thread. */
  CompletableFuture<JsonNode> submit(String event, Object payload) {
    int number = ++numbers;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(number, answer);
    emit("42" + number, event, payload);
    return answer;
  }

  private void emit(String prefix, String event, Object payload) {
    ArrayNode packet = JSON.createArrayNode().add(event).add(JSON.valueToTree(payload));
    try {
      send(prefix + packet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  /** One masked text frame in one write. The mask is zero: it guards proxies, and none is here. */
  private synchronized void send(String message) throws IOException {
    byte[] text = message.getBytes(UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream(text.length + 14);
    frame.write(FIN | TEXT);
    if (text.length < 126) {
      frame.write(0x80 | text.length);
    } else if (text.length < 1 << 16) {
      frame.write(0x80 | 126);
      frame.write(text.length >> 8);
      frame.write(text.length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) text.length >> shift));
      }
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(text);
    out.write(frame.toByteArray());
  }

  private void read() {
    try {
      StringBuilder message = new StringBuilder();
      int first = in.readUnsignedByte();
      while ((first & 0x0f) != CLOSE) {
        byte[] data = new byte[length()];
        in.readFully(data);
        message.append(new String(data, UTF_8));
        if ((first & FIN) != 0) {
          heard(message.toString());
          message.setLength(0);
        }
        first = in.readUnsignedByte();
      }
      throw new SocketException("closed by the server");
    } catch (IOException e) {
      connected.completeExceptionally(e);
      asked.values().forEach(answer -> answer.completeExceptionally(e));
    }
  }

  private int length() throws IOException {
    int length = in.readUnsignedByte();
    return switch (length) {
      case 126 -> in.readUnsignedShort();
      case 127 -> Math.toIntExact(in.readLong());
      default -> length;
    };
  }

  private void heard(String message) throws IOException {
    if (message.equals("2")) {
      send("3");
    } else if (message.startsWith("40")) {
      connected.complete(null);
    } else if (message.startsWith("42")) {
      JsonNode packet = JSON.readTree(message.substring(message.indexOf('[')));
      Consumer<JsonNode> listener = listeners.get(packet.get(0).textValue());
      if (listener != null) {
        listener.accept(packet.path(1));
      }
    } else if (message.startsWith("43")) {
      int body = message.indexOf('[');
      CompletableFuture<JsonNode> answer =
          asked.remove(Integer.parseInt(message.substring(2, body)));
      if (answer != null) {
        answer.complete(JSON.readTree(message.substring(body)).path(0));
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
