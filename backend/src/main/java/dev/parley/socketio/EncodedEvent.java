package dev.parley.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** An event in its wire form: encoded once, sent to any number of peers. Immutable. */
public final class EncodedEvent {

  private final PacketBody body;
  private final Frame inDefaultNamespace;

  private EncodedEvent(PacketBody body) {
    this.body = body;
    this.inDefaultNamespace = body.frame(PacketType.EVENT, "/", "");
  }

  /** Encodes. Binary parts are {@code BinaryNode}s, at any depth. */
  public static EncodedEvent of(String event, JsonNode... args) {
    return new EncodedEvent(PacketBody.ofEvent(event, List.of(args)));
  }

  /** Bytes on the wire, without transport framing. */
  public int size() {
    return inDefaultNamespace.size();
  }

  Frame in(String namespace) {
    return namespace.equals("/") ? inDefaultNamespace : body.frame(PacketType.EVENT, namespace, "");
  }
}
