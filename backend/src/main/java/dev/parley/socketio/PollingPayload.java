package dev.parley.socketio;

import io.netty.buffer.ByteBuf;
import java.util.Base64;

/**
 * Packets in the body of an HTTP request or response: separated by the record separator, binary
 * ones as {@code b} and base64.
 */
final class PollingPayload {

  private static final char SEPARATOR = '\u001e';

  private PollingPayload() {}

  /** Takes packets; false when it wants no more. */
  interface Receiver {
    boolean take(String packet) throws MalformedPacket;
  }

  /** One after the other, because a body can hold millions of them. */
  static void forEach(String body, Receiver receiver) throws MalformedPacket {
    int start = 0;
    boolean more = true;
    while (more) {
      int end = body.indexOf(SEPARATOR, start);
      String packet = end < 0 ? body.substring(start) : body.substring(start, end);
      more = receiver.take(packet) && end >= 0;
      start = end + 1;
    }
  }

  static boolean isBinary(String packet) {
    return packet.startsWith("b");
  }

  /** The Java client breaks its lines. */
  static byte[] binary(String packet) throws MalformedPacket {
    try {
      return Base64.getDecoder().decode(packet.substring(1).replace("\n", ""));
    } catch (IllegalArgumentException e) {
      throw new MalformedPacket("attachment is not base64");
    }
  }

  static void append(ByteBuf body, String packet) {
    separate(body);
    body.writeCharSequence(packet, io.netty.util.CharsetUtil.US_ASCII);
  }

  static void append(ByteBuf body, Frame frame) {
    separate(body);
    body.writeBytes(frame.text());
    for (ByteBuf part : frame.attachments()) {
      separate(body);
      body.writeByte('b');
      body.writeBytes(Base64.getEncoder().encode(part.array()));
    }
  }

  private static void separate(ByteBuf body) {
    if (body.isReadable()) {
      body.writeByte(SEPARATOR);
    }
  }
}
