package dev.parley.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads what one client says, strictly: {@code type [count "-"] [namespace ","] [id] [json]}, then
 * as many binary messages as were announced, with nothing between them. Whatever deviates is
 * malformed and ends the session: a client that stumbles cannot be told from one that probes.
 *
 * <p>Work and memory are linear in what was received: every length is checked before it is used,
 * and each attachment may be referred to exactly once, so that no answer can be bigger than its
 * question.
 */
final class PacketReader {

  private static final int MAX_NAMESPACE = 100;
  private static final int MAX_ID_DIGITS = 12;
  private static final int MAX_NAME = 128;

  /** Names that clients use for their own notices; a server never gets them from a sane one. */
  private static final Set<String> RESERVED =
      Set.of(
          "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener");

  private final int maxBytes;
  private final int maxAttachments;

  private Packet incomplete;
  private final List<byte[]> attachments = new ArrayList<>(0);
  private int announced;
  private int bytes;

  PacketReader(SocketIoSettings.Bounds bounds) {
    this.maxBytes = bounds.maxPayload();
    this.maxAttachments = bounds.maxAttachments();
  }

  /** Takes a text message, without the Engine.IO digit. Null: attachments are still missing. */
  Packet text(String message) throws MalformedPacket {
    if (incomplete != null) {
      throw new MalformedPacket("text instead of an attachment");
    }
    Cursor in = new Cursor(message);
    PacketType type = type(in.next());
    announced = type.isBinary() ? in.count(maxAttachments) : 0;
    Packet packet =
        new Packet(type, in.namespace(MAX_NAMESPACE), in.digits(MAX_ID_DIGITS), in.json());
    check(packet);
    if (announced == 0) {
      restore(packet.payload());
      return packet;
    }
    incomplete = packet;
    bytes = message.length();
    return null;
  }

  /** Takes a binary message. Null: further attachments are missing. */
  Packet binary(byte[] part) throws MalformedPacket {
    if (incomplete == null) {
      throw new MalformedPacket("binary without announcement");
    }
    bytes += part.length;
    if (bytes > maxBytes) {
      throw new MalformedPacket("attachments too large");
    }
    attachments.add(part);
    if (attachments.size() < announced) {
      return null;
    }
    Packet packet = incomplete;
    restore(packet.payload());
    if (attachments.stream().anyMatch(unused -> unused != null)) {
      throw new MalformedPacket("attachment without place");
    }
    incomplete = null;
    attachments.clear();
    return packet;
  }

  private static PacketType type(char digit) throws MalformedPacket {
    for (PacketType type : PacketType.values()) {
      if (type.digit() == digit) {
        return type;
      }
    }
    throw new MalformedPacket("unknown packet type");
  }

  private static void check(Packet packet) throws MalformedPacket {
    JsonNode payload = packet.payload();
    boolean sound =
        switch (packet.type()) {
          case CONNECT -> packet.id().isEmpty() && (payload == null || payload.isObject());
          case DISCONNECT -> packet.id().isEmpty() && payload == null;
          case EVENT, BINARY_EVENT ->
              payload != null && payload.isArray() && isName(payload.get(0));
          case ACK, BINARY_ACK -> !packet.id().isEmpty() && payload != null && payload.isArray();
          case CONNECT_ERROR -> false;
        };
    if (!sound) {
      throw new MalformedPacket("payload does not fit the packet type");
    }
  }

  private static boolean isName(JsonNode node) {
    return node != null
        && node.isTextual()
        && node.textValue().length() <= MAX_NAME
        && !RESERVED.contains(node.textValue());
  }

  /** Puts the attachments where their placeholders are. The depth is bounded by {@link Json}. */
  private void restore(JsonNode node) throws MalformedPacket {
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode child = array.get(i);
        if (isPlaceholder(child)) {
          array.set(i, attachment(child));
        } else {
          restore(child);
        }
      }
    } else if (node instanceof ObjectNode object) {
      for (var field : object.properties()) {
        if (isPlaceholder(field.getValue())) {
          field.setValue(attachment(field.getValue()));
        } else {
          restore(field.getValue());
        }
      }
    }
  }

  private static boolean isPlaceholder(JsonNode node) {
    return node.isObject() && node.path("_placeholder").asBoolean(false);
  }

  private BinaryNode attachment(JsonNode placeholder) throws MalformedPacket {
    JsonNode num = placeholder.path("num");
    if (!num.isInt() || num.intValue() < 0 || num.intValue() >= attachments.size()) {
      throw new MalformedPacket("placeholder without attachment");
    }
    byte[] part = attachments.set(num.intValue(), null);
    if (part == null) {
      throw new MalformedPacket("attachment used twice");
    }
    return BinaryNode.valueOf(part);
  }

  /** A position in one message that only moves forward. */
  private static final class Cursor {
    private final String text;
    private int at;

    Cursor(String text) {
      this.text = text;
    }

    char next() throws MalformedPacket {
      if (at >= text.length()) {
        throw new MalformedPacket("packet ends early");
      }
      return text.charAt(at++);
    }

    int count(int max) throws MalformedPacket {
      String digits = digits(2);
      if (digits.isEmpty() || next() != '-') {
        throw new MalformedPacket("attachment count missing");
      }
      int count = Integer.parseInt(digits);
      if (count == 0 || count > max) {
        throw new MalformedPacket("attachment count out of range");
      }
      return count;
    }

    String namespace(int max) throws MalformedPacket {
      if (at >= text.length() || text.charAt(at) != '/') {
        return "/";
      }
      int comma = text.indexOf(',', at);
      int end = comma < 0 ? text.length() : comma;
      if (end - at > max) {
        throw new MalformedPacket("namespace too long");
      }
      String namespace = text.substring(at, end);
      at = comma < 0 ? end : end + 1;
      return namespace;
    }

    String digits(int max) throws MalformedPacket {
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        if (++at - start > max) {
          throw new MalformedPacket("number too long");
        }
      }
      return text.substring(start, at);
    }

    JsonNode json() throws MalformedPacket {
      return at == text.length() ? null : Json.read(text.substring(at));
    }
  }
}
