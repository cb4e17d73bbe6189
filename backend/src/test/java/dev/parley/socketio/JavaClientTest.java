package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java client against the real server, over each choice of transports. */
class JavaClientTest {

  private final List<Socket> sockets = new ArrayList<>();
  private SocketIoServer server;

  @BeforeEach
  void open() {
    server = Application.open(SocketIoSettings.defaults(), new Application());
  }

  @AfterEach
  void close() {
    sockets.forEach(Socket::disconnect);
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
  void echoesTextAndBinary(String transports) throws Exception {
    Socket socket = connected(transports, Map.of());
    BlockingQueue<Object[]> back = received(socket, "message-back");
    socket.emit("message", "zwölf 😀", new JSONObject(Map.of("a", 1)));
    Object[] text = next(back);
    assertThat(text[0]).isEqualTo("zwölf 😀");
    assertThat(((JSONObject) text[1]).getInt("a")).isEqualTo(1);
    byte[] large = new byte[300_000];
    java.util.Arrays.fill(large, (byte) 7);
    socket.emit("message", new byte[] {0, 1, (byte) 0xff}, large);
    Object[] binary = next(back);
    assertThat(binary[0]).isEqualTo(new byte[] {0, 1, (byte) 0xff});
    assertThat(binary[1]).isEqualTo(large);
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
  void acknowledges(String transports) throws Exception {
    Socket socket = connected(transports, Map.of());
    BlockingQueue<Object[]> acks = new LinkedBlockingQueue<>();
    socket.emit(
        "message-with-ack", new Object[] {5}, (io.socket.client.Ack) args -> acks.add(args));
    assertThat(next(acks)).containsExactly(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
  void keepsTheOrderOfAThousandMessages(String transports) throws Exception {
    Socket socket = connected(transports, Map.of());
    BlockingQueue<Object[]> down = received(socket, "number");
    BlockingQueue<Object[]> up = received(socket, "message-back");
    socket.emit("count", 1000);
    IntStream.range(0, 1000).forEach(i -> socket.emit("message", i));
    for (int i = 0; i < 1000; i++) {
      assertThat(next(down)).containsExactly(i);
      assertThat(next(up)).containsExactly(i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
  void explainsARefusal(String transports) throws Exception {
    Socket socket = socket(transports, Map.of("token", "wrong"));
    BlockingQueue<Object[]> errors = received(socket, Socket.EVENT_CONNECT_ERROR);
    socket.connect();
    assertThat(((JSONObject) next(errors)[0]).getString("message")).isEqualTo("not welcome");
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
  void throwsOutForGood(String transports) throws Exception {
    Socket socket = connected(transports, Map.of());
    BlockingQueue<Object[]> ends = received(socket, Socket.EVENT_DISCONNECT);
    socket.emit("kick");
    assertThat(next(ends)).containsExactly("io server disconnect");
  }

  private Socket socket(String transports, Map<String, String> auth) {
    IO.Options options =
        IO.Options.builder()
            .setTransports(transports.split(",", -1))
            .setForceNew(true)
            .setAuth(auth)
            .build();
    Socket socket = IO.socket(URI.create("http://127.0.0.1:" + server.port()), options);
    sockets.add(socket);
    return socket;
  }

  private Socket connected(String transports, Map<String, String> auth) throws Exception {
    Socket socket = socket(transports, auth);
    BlockingQueue<Object[]> connects = received(socket, Socket.EVENT_CONNECT);
    socket.connect();
    next(connects);
    return socket;
  }

  private static BlockingQueue<Object[]> received(Socket socket, String event) {
    BlockingQueue<Object[]> queue = new LinkedBlockingQueue<>();
    socket.on(event, queue::add);
    return queue;
  }

  private static Object[] next(BlockingQueue<Object[]> queue) throws InterruptedException {
    Object[] next = queue.poll(10, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }
}
