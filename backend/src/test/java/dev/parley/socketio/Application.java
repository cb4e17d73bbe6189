package dev.parley.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An application to test against: echoes, counts, broadcasts and kicks on demand, and remembers
 * what happened.
 */
final class Application implements PeerListener {

  final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
  final BlockingQueue<String> departures = new LinkedBlockingQueue<>();
  final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  final BlockingQueue<Long> measured = new LinkedBlockingQueue<>();

  static SocketIoServer open(SocketIoSettings settings, Application application) {
    return SocketIoServer.open(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), settings, application);
  }

  @Override
  public Admission connecting(Peer peer, JsonNode auth) {
    return auth.path("token").asText().equals("wrong")
        ? Admission.refuse(
            "not welcome", JsonNodeFactory.instance.objectNode().put("code", "forbidden"))
        : Admission.accept();
  }

  @Override
  public void connected(Peer peer, JsonNode auth) {
    peers.add(peer);
    if (!auth.isEmpty()) {
      peer.send("auth", auth);
    }
  }

  @Override
  public void event(Peer peer, String name, List<JsonNode> args, Ack ack) {
    events.add(name);
    switch (name) {
      case "message" -> peer.send("message-back", args.toArray(JsonNode[]::new));
      case "message-with-ack" -> ack.send(args.toArray(JsonNode[]::new));
      case "count" -> count(peer, args.get(0).intValue());
      case "text" -> peer.send("text", TextNode.valueOf("x".repeat(args.get(0).intValue())));
      case "broadcast" -> {
        EncodedEvent event = EncodedEvent.of("news", args.toArray(JsonNode[]::new));
        peers.forEach(each -> each.send(event));
      }
      case "kick" -> peer.close("kicked");
      case "fail" -> throw new IllegalStateException("as asked");
      default -> ack.send(TextNode.valueOf("unknown"));
    }
  }

  @Override
  public void measured(Peer peer) {
    measured.add(peer.roundTrip().orElseThrow());
  }

  @Override
  public void disconnected(Peer peer, String reason) {
    departures.add(reason);
  }

  private static void count(Peer peer, int to) {
    for (int i = 0; i < to; i++) {
      peer.send("number", IntNode.valueOf(i));
    }
  }
}
