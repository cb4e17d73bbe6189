package dev.parley.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One packet as it goes out: a text message with its Engine.IO type digit, then binary messages.
 * The bytes are shared between receivers and never changed.
 */
final class Frame {

  private final byte[] text;
  private final List<byte[]> attachments;
  private final int size;

  /** What follows the pong, if this is a ping; otherwise null. */
  private final Runnable pong;

  Frame(String text, List<byte[]> attachments) {
    this(text, attachments, null);
  }

  private Frame(String text, List<byte[]> attachments, Runnable pong) {
    this.pong = pong;
    this.text = text.getBytes(StandardCharsets.UTF_8);
    this.attachments = List.copyOf(attachments);
    this.size = this.text.length + attachments.stream().mapToInt(part -> part.length).sum();
  }

  static Frame of(String text) {
    return new Frame(text, List.of());
  }

  /** A ping; the step follows its pong. */
  static Frame ping(Runnable pong) {
    return new Frame("2", List.of(), pong);
  }

  boolean isPing() {
    return pong != null;
  }

  Runnable pong() {
    return pong;
  }

  /** A view of the bytes, with its own indices; not pooled, so nobody must release it. */
  ByteBuf text() {
    return Unpooled.wrappedBuffer(text);
  }

  List<ByteBuf> attachments() {
    return attachments.stream().map(Unpooled::wrappedBuffer).toList();
  }

  int size() {
    return size;
  }
}
