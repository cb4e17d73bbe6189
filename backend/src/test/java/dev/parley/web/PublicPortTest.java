package dev.parley.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.socketio.Ack;
import dev.parley.socketio.Admission;
import dev.parley.socketio.Peer;
import dev.parley.socketio.PeerListener;
import dev.parley.socketio.RawHttp;
import dev.parley.socketio.SocketIoSettings;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One port for Socket.IO and for a real HTTP server behind it. */
class PublicPortTest {

  private static final int CHUNK = 64 << 10;
  private static final String POLL = "/socket.io/?EIO=4&transport=polling";

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong produced = new AtomicLong();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Javalin backend;
  private PublicPort port;

  @BeforeEach
  void open() {
    backend = backend();
    port =
        PublicPort.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            SocketIoSettings.defaults(),
            new Silence(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), backend.port()));
  }

  @AfterEach
  void close() {
    port.close();
    backend.stop();
  }

  private Javalin backend() {
    return Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.http.maxRequestSize = Long.MAX_VALUE;
              config.routes.get("/hello", ctx -> ctx.result("hello"));
              config.routes.get("/nothing", ctx -> ctx.status(204));
              config.routes.get("/unchanged", ctx -> ctx.status(304));
              config.routes.post("/echo", ctx -> ctx.result(ctx.body()));
              config.routes.get(
                  "/headers",
                  ctx -> ctx.result(String.valueOf(new java.util.TreeMap<>(ctx.headerMap()))));
              config.routes.post("/count", ctx -> ctx.result(count(ctx.bodyInputStream())));
              config.routes.post("/early", ctx -> ctx.status(413).result("too much"));
              config.routes.get(
                  "/stream/{chunks}",
                  ctx -> {
                    running.incrementAndGet();
                    try {
                      byte[] chunk = new byte[CHUNK];
                      for (int i = 0; i < Integer.parseInt(ctx.pathParam("chunks")); i++) {
                        ctx.res().getOutputStream().write(chunk);
                        produced.addAndGet(CHUNK);
                      }
                    } finally {
                      running.decrementAndGet();
                    }
                  });
            })
        .start("127.0.0.1", 0);
  }

  private static String count(InputStream in) throws IOException {
    long total = 0;
    byte[] buffer = new byte[CHUNK];
    for (int n; (n = in.read(buffer)) >= 0; ) {
      total += n;
    }
    return String.valueOf(total);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /hello, 200",
    "HEAD, /hello, 200",
    "GET, /nothing, 204",
    "GET, /unchanged, 304",
    "GET, /missing, 404",
    "GET, /socket.iox, 404",
    "GET, /%73ocket.io/, 404",
    "GET, /socket.io, 404",
    "DELETE, /hello, 404",
    "GET, /socket.io/?EIO=4&transport=polling, 200",
    "GET, /socket.io/, 400",
    "GET, /socket.io/more, 404",
  })
  void eachRequestFindsItsServer(String method, String path, int status) throws Exception {
    HttpResponse<String> response = send(method, path, HttpRequest.BodyPublishers.noBody());
    assertThat(response.statusCode()).isEqualTo(status);
    if (path.equals("/hello") && status == 200) {
      assertThat(response.headers().firstValue("Content-Length"))
          .isEqualTo(direct(method, path).headers().firstValue("Content-Length"));
      assertThat(response.body()).isEqualTo(method.equals("HEAD") ? "" : "hello");
    }
  }

  @Test
  void oneConnectionCarriesAllKindsInTurn() throws Exception {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      requests
          .append("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n")
          .append("GET " + POLL + " HTTP/1.1\r\nHost: x\r\n\r\n")
          .append("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nno" + (10 + i))
          .append("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    requests.append("GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    String answers = RawHttp.exchange(port.port(), requests.toString());
    StringBuilder order = new StringBuilder();
    for (String line : answers.split("\r\n", -1)) {
      if (line.startsWith("hello")) {
        order.append('h');
      } else if (line.startsWith("0{\"sid\"")) {
        order.append('s');
      } else if (line.startsWith("no1") || line.startsWith("no2")) {
        order.append('e');
      }
    }
    assertThat(order.toString()).isEqualTo("hse".repeat(20));
    assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(82);
    assertThat(answers).contains("HTTP/1.1 204 ");
  }

  @Test
  void whatTheClientClaimsAboutItselfIsReplaced() throws Exception {
    String headers =
        RawHttp.exchange(
            port.port(),
            """
            GET /headers HTTP/1.1\r
            Host: example.org\r
            X-Forwarded-For: 6.6.6.6\r
            X-Forwarded-Host: evil\r
            Forwarded: for=6.6.6.6\r
            X-Real-IP: 6.6.6.6\r
            Connection: close, X-Secret\r
            X-Secret: 1\r
            X-Kept: yes\r
            \r
            """);
    assertThat(headers)
        .contains("X-Forwarded-For=127.0.0.1", "Host=example.org", "X-Kept=yes")
        .doesNotContain("6.6.6.6", "evil", "X-Secret");
  }

  @Test
  void oldClientsGetAnswersTheyUnderstand() throws Exception {
    String answer = RawHttp.exchange(port.port(), "GET /stream/3 HTTP/1.0\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("chunked");
    assertThat(answer.length() - answer.indexOf("\r\n\r\n") - 4).isEqualTo(3 * CHUNK);
  }

  @ParameterizedTest
  @CsvSource({
    "garbage, 400",
    "GET /hello HTTP/1.1~Host: x~Content-Length: 1~Content-Length: 2, 400",
    "GET /hello HTTP/1.1~Host : x, 400",
    "TRACE /hello HTTP/1.1~Host: x, 405",
    "CONNECT x:1 HTTP/1.1~Host: x, 405",
  })
  void whatCannotBeRelayedIsRefused(String head, int status) throws Exception {
    assertThat(RawHttp.exchange(port.port(), head.replace("~", "\r\n") + "\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status)
        .contains("X-Content-Type-Options: nosniff", "connection: close");
  }

  @Test
  void giantHeadersAreRefused() throws Exception {
    String giant = "GET /hello HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n";
    assertThat(RawHttp.exchange(port.port(), giant)).startsWith("HTTP/1.1 400");
  }

  @Test
  void largeUploadsStreamThroughWithAndWithoutLength() throws Exception {
    byte[] part = new byte[CHUNK];
    long size = 500L * CHUNK;
    HttpRequest.BodyPublisher chunked =
        HttpRequest.BodyPublishers.ofByteArrays(java.util.Collections.nCopies(500, part));
    assertThat(send("POST", "/count", chunked).body()).isEqualTo(String.valueOf(size));
    HttpRequest expecting =
        HttpRequest.newBuilder(uri("/count"))
            .expectContinue(true)
            .POST(HttpRequest.BodyPublishers.fromPublisher(chunked, size))
            .build();
    assertThat(http.send(expecting, HttpResponse.BodyHandlers.ofString()).body())
        .isEqualTo(String.valueOf(size));
  }

  @Test
  void anAnswerBeforeTheEndOfTheUploadArrives() throws Exception {
    HttpResponse<String> response =
        send("POST", "/early", HttpRequest.BodyPublishers.ofByteArray(new byte[4 << 20]));
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).isEqualTo("too much");
  }

  @Test
  void largeDownloadsStreamThrough() throws Exception {
    HttpResponse<InputStream> response =
        http.send(
            HttpRequest.newBuilder(uri("/stream/2000")).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(count(response.body())).isEqualTo(String.valueOf(2000L * CHUNK));
  }

  @Test
  void aSlowReaderHoldsTheBackendBackAndAnAbortedOneLetsItGo() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
      socket
          .getOutputStream()
          .write("GET /stream/10000 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
      assertThat(socket.getInputStream().readNBytes(100)).hasSize(100);
      long[] last = {-1};
      await()
          .pollInterval(Duration.ofMillis(300))
          .until(
              () -> {
                long now = produced.get();
                boolean still = now == last[0];
                last[0] = now;
                return still;
              });
      assertThat(produced.get()).isLessThan(10_000L * CHUNK / 4);
      assertThat(running.get()).isEqualTo(1);
    }
    await().untilAsserted(() -> assertThat(running.get()).isZero());
  }

  @Test
  void aBackendThatIsGoneIsABadGatewayAndSocketIoGoesOn() throws Exception {
    backend.stop();
    assertThat(send("GET", "/hello", HttpRequest.BodyPublishers.noBody()).statusCode())
        .isEqualTo(502);
    assertThat(send("GET", POLL, HttpRequest.BodyPublishers.noBody()).statusCode()).isEqualTo(200);
  }

  @Test
  void aBackendThatComesBackIsFoundOnAKeptConnection() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
      socket.setSoTimeout(10_000);
      byte[] request = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1);
      socket.getOutputStream().write(request);
      readUntilHello(socket.getInputStream());
      int behind = backend.port();
      backend.stop();
      backend = backend(behind);
      socket.getOutputStream().write(request);
      readUntilHello(socket.getInputStream());
    }
  }

  private Javalin backend(int at) {
    return Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.get("/hello", ctx -> ctx.result("hello"));
            })
        .start("127.0.0.1", at);
  }

  private static void readUntilHello(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\nhello") < 0) {
      int next = in.read();
      assertThat(next).as("after %s", text).isNotNegative();
      text.append((char) next);
    }
  }

  private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path)).method(method, body).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> direct(String method, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + backend.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port.port() + path);
  }

  private record Silence() implements PeerListener {
    @Override
    public Admission connecting(Peer peer, JsonNode auth) {
      return Admission.accept();
    }

    @Override
    public void connected(Peer peer, JsonNode auth) {
      // Nothing is said here.
    }

    @Override
    public void event(Peer peer, String name, List<JsonNode> args, Ack ack) {
      ack.send();
    }

    @Override
    public void disconnected(Peer peer, String reason) {
      // Nothing is said here.
    }
  }
}
