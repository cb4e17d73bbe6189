package dev.parley;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who makes a room on this machine's server, types a line and looks back. */
final class Visit implements AutoCloseable {

  private static final long PATIENCE_S = 30;
  private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([^\"]+)\"");
  private static final String JSON = "application/json";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String host;

  Visit(int port) {
    host = "127.0.0.1:" + port;
  }

  void make() throws IOException, InterruptedException, ExecutionException, TimeoutException {
    get("/");
    Matcher code =
        CODE.matcher(
            send(
                request("/api/rooms")
                    .header("Content-Type", JSON)
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"title\":\"Rehearsal\",\"language\":\"python\"}"))
                    .build()));
    if (!code.find()) {
      throw new IOException("a room was made and has no code");
    }
    String room = "/api/rooms/" + code.group(1);
    type(code.group(1));
    for (String path : new String[] {"", "/files", "/events", "/timeline"}) {
      get(room + path);
    }
  }

  private void type(String code) throws InterruptedException, ExecutionException, TimeoutException {
    Talk talk = new Talk();
    WebSocket socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create("ws://" + host + "/socket.io/?EIO=4&transport=websocket"), talk)
            .get(PATIENCE_S, TimeUnit.SECONDS);
    talk.await("0");
    say(socket, "40");
    talk.await("40");
    say(socket, "420[\"join_session\",{\"session_code\":\"" + code + "\",\"username\":\"Ada\"}]");
    talk.await("430");
    say(socket, "421[\"code_change\",{\"code\":\"print('Hello')\\n\"}]");
    talk.await("431");
    // Not a farewell: the client would wait for the server's, and the server for a ping.
    socket.abort();
  }

  private static void say(WebSocket socket, String packet)
      throws InterruptedException, ExecutionException, TimeoutException {
    socket.sendText(packet, true).get(PATIENCE_S, TimeUnit.SECONDS);
  }

  /** What the server says. */
  private static final class Talk implements WebSocket.Listener {

    private final BlockingQueue<String> packets = new LinkedBlockingQueue<>();
    private final StringBuilder packet = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      packet.append(part);
      if (last) {
        packets.add(packet.toString());
        packet.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }

    /** Waits for a packet that begins so; drops those before it. */
    void await(String beginning) throws InterruptedException, TimeoutException {
      String next;
      do {
        next = packets.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (next == null) {
          throw new TimeoutException("the server did not answer with a packet " + beginning);
        }
      } while (!next.startsWith(beginning));
    }
  }

  private void get(String path) throws IOException, InterruptedException {
    String unused = send(request(path).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + host + path));
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(request.uri() + " was answered " + answer.statusCode());
    }
    return answer.body();
  }

  @Override
  public void close() {
    http.close();
  }
}
