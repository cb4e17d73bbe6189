package dev.parley.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session's memberships in namespaces: Socket.IO's packets, of which Engine.IO below knows
 * nothing. A client that is in no namespace for a while is no client. Lives on the session's loop.
 */
final class Memberships {

  private static final Logger LOG = LoggerFactory.getLogger(Memberships.class);

  /** A client that is refused again and again is not one that made a mistake. */
  private static final int MAX_REFUSALS = 20;

  private final Session session;
  private final Sessions sessions;
  private final EventLoop home;
  private final Map<String, NamespacePeer> peers = new HashMap<>();
  private Future<?> connectTimer;
  private int refusals;

  Memberships(Session session, Sessions sessions, EventLoop home) {
    this.session = session;
    this.sessions = sessions;
    this.home = home;
  }

  /** Gives the client a while to enter a namespace. */
  void awaitFirst() {
    connectTimer =
        home.schedule(
            () -> session.end(Ending.CONNECT_TIMEOUT),
            sessions.settings().timing().connectTimeout().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** A round trip was measured. */
  void measured() {
    List.copyOf(peers.values()).forEach(peer -> guarded(() -> sessions.listener().measured(peer)));
  }

  void dispatch(Packet packet) throws MalformedPacket {
    if (packet.type() == PacketType.CONNECT) {
      connect(packet);
      return;
    }
    NamespacePeer peer = peers.get(packet.namespace());
    if (peer == null) {
      throw new MalformedPacket("not in the namespace");
    }
    switch (packet.type()) {
      case EVENT, BINARY_EVENT -> event(peer, packet);
      case DISCONNECT -> leave(peer);
      case ACK, BINARY_ACK -> LOG.trace("Acknowledgement that nobody waits for");
      default -> throw new MalformedPacket("packet type not for servers");
    }
  }

  private void connect(Packet packet) throws MalformedPacket {
    String namespace = packet.namespace();
    if (peers.containsKey(namespace)) {
      throw new MalformedPacket("already in the namespace");
    }
    if (!sessions.hasNamespace(namespace)) {
      refuse(namespace, "Invalid namespace", null);
      return;
    }
    NamespacePeer peer = new NamespacePeer(sessions.name(), namespace, session);
    JsonNode auth =
        packet.payload() == null ? JsonNodeFactory.instance.objectNode() : packet.payload();
    guarded(
        () -> {
          switch (sessions.listener().connecting(peer, auth)) {
            case Admission.Accepted() -> admit(peer, auth);
            case Admission.Refused(String message, JsonNode data) ->
                refuse(namespace, message, data);
          }
        });
  }

  private void admit(NamespacePeer peer, JsonNode auth) {
    if (session.isEnded()) {
      return;
    }
    connectTimer.cancel(false);
    peers.put(peer.namespace(), peer);
    ObjectNode reply = JsonNodeFactory.instance.objectNode().put("sid", peer.id());
    session.send(reply(PacketType.CONNECT, peer.namespace(), reply));
    peer.enter();
    sessions.listener().connected(peer, auth);
  }

  private void refuse(String namespace, String message, JsonNode data) {
    ObjectNode reply = JsonNodeFactory.instance.objectNode().put("message", message);
    if (data != null) {
      reply.set("data", data);
    }
    session.send(reply(PacketType.CONNECT_ERROR, namespace, reply));
    if (++refusals > MAX_REFUSALS) {
      session.end(Ending.CONNECT_TIMEOUT);
    }
  }

  private static Frame reply(PacketType type, String namespace, JsonNode payload) {
    return new PacketBody(Json.write(payload), List.of()).frame(type, namespace, "");
  }

  private void event(NamespacePeer peer, Packet packet) {
    String name = packet.payload().get(0).textValue();
    List<JsonNode> args = new ArrayList<>(packet.payload().size() - 1);
    for (int i = 1; i < packet.payload().size(); i++) {
      args.add(packet.payload().get(i));
    }
    PacketAck ack = new PacketAck(peer, packet.id());
    guarded(() -> sessions.listener().event(peer, name, args, ack));
  }

  private void leave(NamespacePeer peer) {
    peers.remove(peer.namespace());
    peer.leave();
    guarded(() -> sessions.listener().disconnected(peer, "client namespace disconnect"));
    if (peers.isEmpty() && !session.isEnded()) {
      awaitFirst();
    }
  }

  /** A fault of the application ends this session and no other. */
  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("The application failed in an event of a peer", e);
      session.end(Ending.SERVER_FAULT);
    }
  }

  /** Ends every membership; the application is still to be told. */
  List<NamespacePeer> close() {
    connectTimer.cancel(false);
    List<NamespacePeer> leaving = List.copyOf(peers.values());
    peers.clear();
    leaving.forEach(NamespacePeer::leave);
    return leaving;
  }

  /** Tells the application of those who left with the session. */
  void tell(List<NamespacePeer> leaving, Ending ending) {
    for (NamespacePeer peer : leaving) {
      try {
        sessions.listener().disconnected(peer, ending.reason());
      } catch (RuntimeException e) {
        LOG.error("The application failed while a peer left", e);
      }
    }
  }
}
