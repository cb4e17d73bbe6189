package dev.parley.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/** The answer to one packet; without an id nobody waits for it. */
final class PacketAck implements Ack {

  private final NamespacePeer peer;
  private final String id;
  private final AtomicBoolean sent = new AtomicBoolean();

  PacketAck(NamespacePeer peer, String id) {
    this.peer = peer;
    this.id = id;
  }

  @Override
  public boolean wanted() {
    return !id.isEmpty();
  }

  @Override
  public void send(JsonNode... args) {
    if (wanted() && sent.compareAndSet(false, true)) {
      ArrayNode payload = JsonNodeFactory.instance.arrayNode(args.length);
      for (JsonNode arg : args) {
        payload.add(arg);
      }
      peer.acknowledge(id, PacketBody.of(payload));
    }
  }
}
