package dev.parley.socketio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's session: heartbeat, transports, packets and the end, which is Engine.IO; what
 * Socket.IO makes of it is in its {@link Memberships}. It lives on one event loop; what arrives on
 * another one hops over, so that nothing here needs a lock. The public surface for other threads is
 * {@link #send}, {@link #end} and the getters beside them.
 */
final class Session {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /** How long a client that is between two polls may take to fetch its last packet. */
  private static final long LINGER_MILLIS = 2000;

  private final String sid;
  private final Sessions sessions;
  private final EventLoop home;
  private final BrowserKey key;
  private final String remoteAddress;
  private final Outbox outbox;
  private final Transports transports;
  private final Heartbeat heartbeat;
  private final Pings pings = new Pings();
  private final PacketReader reader;
  private final Memberships memberships;
  private volatile boolean ended;

  Session(String sid, Sessions sessions, EventLoop home, BrowserKey key, String remoteAddress) {
    this.sid = sid;
    this.sessions = sessions;
    this.home = home;
    this.key = key;
    this.remoteAddress = remoteAddress;
    SocketIoSettings settings = sessions.settings();
    this.outbox = new Outbox(settings.bounds(), pings);
    this.transports = new Transports(this, home, outbox, settings.timing().upgradeTimeout());
    this.heartbeat =
        new Heartbeat(
            home,
            settings.timing(),
            () -> whenRead(this::measured),
            () -> end(Ending.PING_TIMEOUT));
    this.reader = new PacketReader(settings.bounds());
    this.memberships = new Memberships(this, sessions, home);
  }

  String sid() {
    return sid;
  }

  String remoteAddress() {
    return remoteAddress;
  }

  boolean accepts(BrowserKey.Proof proof) {
    return key.accepts(proof);
  }

  // Any thread.

  void send(Frame frame) {
    if (ended) {
      return;
    }
    if (outbox.put(frame)) {
      transports.wake();
    } else {
      end(Ending.TOO_SLOW);
    }
  }

  OptionalLong roundTrip() {
    return heartbeat.roundTrip();
  }

  /** Runs a step on the session's loop once the client has read everything sent so far. */
  void whenRead(Runnable step) {
    send(Frame.ping(step));
  }

  private void measured() {
    if (heartbeat.ponged()) {
      memberships.measured();
    }
  }

  boolean isEnded() {
    return ended;
  }

  long pendingBytes() {
    return outbox.pendingBytes();
  }

  /** Ends the session, now or as soon as its event loop gets to it. */
  void end(Ending ending) {
    onHome(() -> endNow(ending));
  }

  /** Runs a step on the session's loop; dropped when the server has stopped. */
  void onHome(Runnable step) {
    if (home.inEventLoop()) {
      step.run();
      return;
    }
    try {
      home.execute(step);
    } catch (RejectedExecutionException serverStopped) {
      LOG.trace("Step after the server's end dropped");
    }
  }

  // Transport events, on the session's loop.

  /** The Engine.IO handshake: the first packet of the session. */
  String open(boolean upgradable) {
    heartbeat.start();
    memberships.awaitFirst();
    SocketIoSettings settings = sessions.settings();
    ObjectNode handshake = JsonNodeFactory.instance.objectNode().put("sid", sid);
    ArrayNode upgrades = handshake.putArray("upgrades");
    if (upgradable) {
      upgrades.add("websocket");
    }
    handshake
        .put("pingInterval", settings.timing().pingInterval().toMillis())
        .put("pingTimeout", settings.timing().pingTimeout().toMillis())
        .put("maxPayload", settings.bounds().maxPayload());
    return "0" + Json.write(handshake);
  }

  void openWebSocket(Channel channel) {
    transports.start(channel, open(false));
  }

  void upgrade(Channel channel) {
    transports.offer(channel, ended);
  }

  void poll(Exchange exchange) {
    if (heartbeat.isTooLate()) {
      endNow(Ending.PING_TIMEOUT);
    }
    if (ended) {
      sessions.remove(this);
      if (!transports.lastPoll(exchange)) {
        exchange.refuse(Refusal.UNKNOWN_SESSION);
      }
    } else if (!transports.poll(exchange)) {
      endNow(Ending.OVERLAP);
    }
  }

  /** Null stands for a body that is not text. */
  void post(Exchange exchange, String body) {
    if (ended) {
      exchange.refuse(Refusal.UNKNOWN_SESSION);
      return;
    }
    if (transports.isWebSocket()) {
      exchange.refuse(Refusal.BAD_REQUEST);
      return;
    }
    if (body == null || !receivePayload(body)) {
      exchange.refuse(Refusal.BAD_REQUEST);
      endNow(Ending.PARSE_ERROR);
      return;
    }
    exchange.text("ok");
  }

  private boolean receivePayload(String body) {
    try {
      PollingPayload.forEach(
          body,
          packet -> {
            if (PollingPayload.isBinary(packet)) {
              receiveBinary(PollingPayload.binary(packet));
            } else {
              receive(packet);
            }
            return !ended;
          });
      return true;
    } catch (MalformedPacket e) {
      LOG.debug("Malformed packet over polling: {}", e.getMessage());
      return false;
    }
  }

  void webSocketText(Channel channel, String packet) {
    if (!ended && transports.isCurrent(channel)) {
      orEnd(() -> receive(packet));
    } else if (!ended) {
      transports.probe(channel, packet);
    }
  }

  void webSocketBinary(Channel channel, byte[] part) {
    if (!ended && transports.isCurrent(channel)) {
      orEnd(() -> receiveBinary(part));
    } else if (!ended) {
      transports.probe(channel, "");
    }
  }

  void writable() {
    transports.flush();
  }

  void webSocketClosed(Channel channel) {
    if (transports.closed(channel)) {
      endNow(Ending.TRANSPORT_CLOSE);
    }
  }

  private interface Step {
    void run() throws MalformedPacket;
  }

  private void orEnd(Step step) {
    try {
      step.run();
    } catch (MalformedPacket e) {
      LOG.debug("Malformed packet over WebSocket: {}", e.getMessage());
      endNow(Ending.PARSE_ERROR);
    }
  }

  // Engine.IO packets.

  private void receive(String packet) throws MalformedPacket {
    if (packet.isEmpty()) {
      throw new MalformedPacket("empty packet");
    }
    char type = packet.charAt(0);
    if (type == '4') {
      heartbeat.heard();
      Packet message = reader.text(packet.substring(1));
      if (message != null) {
        memberships.dispatch(message);
      }
    } else if (packet.length() > 1) {
      throw new MalformedPacket("data in a control packet");
    } else if (type == '3') {
      heartbeat.heard();
      pings.answered();
    } else if (type == '1') {
      endNow(Ending.CLIENT_LEFT);
    } else if (type != '6') {
      throw new MalformedPacket("packet type not for servers");
    }
  }

  private void receiveBinary(byte[] part) throws MalformedPacket {
    heartbeat.heard();
    Packet message = reader.binary(part);
    if (message != null) {
      memberships.dispatch(message);
    }
  }

  private void endNow(Ending ending) {
    if (ended) {
      return;
    }
    ended = true;
    heartbeat.stop();
    List<NamespacePeer> leaving = memberships.close();
    List<Frame> farewell =
        ending.tellsPeers() ? leaving.stream().map(NamespacePeer::farewell).toList() : List.of();
    if (transports.end(ending, farewell)) {
      sessions.remove(this);
    } else {
      var unused = home.schedule(() -> sessions.remove(this), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }
    memberships.tell(leaving, ending);
  }
}
