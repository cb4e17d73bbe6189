package dev.parley.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The payload of an event or of an acknowledgement, encoded: JSON in which each binary part is
 * replaced by a placeholder, and the parts. What stands before it on the wire (type, namespace, id)
 * differs from receiver to receiver and is added by {@link #frame}.
 */
record PacketBody(String json, List<byte[]> attachments) {

  PacketBody {
    attachments = List.copyOf(attachments);
  }

  static PacketBody ofEvent(String event, List<JsonNode> args) {
    ArrayNode payload = JsonNodeFactory.instance.arrayNode(args.size() + 1).add(event);
    args.forEach(payload::add);
    return of(payload);
  }

  static PacketBody of(ArrayNode payload) {
    List<byte[]> attachments = new ArrayList<>(0);
    JsonNode text = holdsBinary(payload) ? withoutBinary(payload, attachments) : payload;
    return new PacketBody(Json.write(text), attachments);
  }

  Frame frame(PacketType type, String namespace, String id) {
    StringBuilder text = new StringBuilder(json.length() + 16).append('4');
    if (attachments.isEmpty()) {
      text.append(type.digit());
    } else {
      PacketType binary =
          type == PacketType.EVENT ? PacketType.BINARY_EVENT : PacketType.BINARY_ACK;
      text.append(binary.digit()).append(attachments.size()).append('-');
    }
    if (!namespace.equals("/")) {
      text.append(namespace).append(',');
    }
    text.append(id).append(json);
    return new Frame(text.toString(), attachments);
  }

  private static boolean holdsBinary(JsonNode node) {
    if (node.isBinary()) {
      return true;
    }
    for (JsonNode child : node) {
      if (holdsBinary(child)) {
        return true;
      }
    }
    return false;
  }

  /** A copy: the caller's nodes may be shared with others. */
  private static JsonNode withoutBinary(JsonNode node, List<byte[]> attachments) {
    return switch (node) {
      case BinaryNode binary -> {
        attachments.add(binary.binaryValue());
        yield JsonNodeFactory.instance
            .objectNode()
            .put("_placeholder", true)
            .put("num", attachments.size() - 1);
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(child -> copy.add(withoutBinary(child, attachments)));
        yield copy;
      }
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(
                field -> copy.set(field.getKey(), withoutBinary(field.getValue(), attachments)));
        yield copy;
      }
      default -> node;
    };
  }
}
