package dev.parley.socketio;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Speaks the protocols by hand: HTTP requests and WebSocket messages as written. */
final class WireClient {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  WireClient(int port) {
    this.port = port;
  }

  /** Headers as alternating names and values. */
  HttpResponse<String> send(String method, String query, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/socket.io/?" + query))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String query, String... headers) throws Exception {
    return send("GET", query, "", headers);
  }

  /** A poll of the session. */
  HttpResponse<String> poll(String sid, String... headers) throws Exception {
    return get("EIO=4&transport=polling&sid=" + sid, headers);
  }

  /** A delivery to the session. */
  HttpResponse<String> post(String sid, String body, String... headers) throws Exception {
    return send("POST", "EIO=4&transport=polling&sid=" + sid, body, headers);
  }

  /** Opens a polling session. */
  String open() throws Exception {
    return sidIn(get("EIO=4&transport=polling").body());
  }

  static String sidIn(String handshake) {
    return handshake.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
  }

  static String cookieIn(HttpResponse<?> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  Socket webSocket(String query, String... headers) throws Exception {
    WebSocket.Builder builder = http.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    Socket socket = new Socket();
    socket.webSocket =
        builder
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/socket.io/?" + query), socket)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return socket;
  }

  /** A session over WebSocket, past the Engine.IO handshake. */
  Socket openSocket() throws Exception {
    Socket socket = webSocket("EIO=4&transport=websocket");
    socket.next();
    return socket;
  }

  /** A session over WebSocket in the default namespace. */
  Socket connectedSocket() throws Exception {
    Socket socket = openSocket();
    socket.send("40");
    socket.next();
    return socket;
  }

  /** A WebSocket whose messages wait until they are asked for. */
  static final class Socket implements WebSocket.Listener {
    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket webSocket;

    Socket send(String message) throws Exception {
      webSocket.sendText(message, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return this;
    }

    Socket send(byte... message) throws Exception {
      webSocket
          .sendBinary(ByteBuffer.wrap(message), true)
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return this;
    }

    void ping() throws Exception {
      webSocket.sendPing(ByteBuffer.wrap(new byte[] {7})).get(10, TimeUnit.SECONDS);
    }

    void abort() {
      webSocket.abort();
    }

    /** The next text message, "pong", a byte array, or "closed" and the code. */
    Object nextAny() throws Exception {
      Object next = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing came");
      }
      return next;
    }

    /** The next message that is not a heartbeat. */
    Object next() throws Exception {
      Object next = nextAny();
      return next.equals("2") ? next() : next;
    }

    /** Reads on until the end. */
    String untilClosed() throws Exception {
      Object next = nextAny();
      return next instanceof String s && s.startsWith("closed") ? s : untilClosed();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        received.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      received.add(bytes);
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
      received.add("pong");
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      received.add("closed " + code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      received.add("closed by error");
    }
  }
}
