package dev.parley.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The frames spoken with the supervisor inside a sandbox: {@code type(1) length(4, big endian)
 * payload}, both ways. {@code runtimes/box/PROTOCOL.md} writes them down once for both sides.
 */
final class BoxFrames {

  static final byte RUN = 'R';
  static final byte DATA = 'D';
  static final byte END = 'E';
  static final byte WINDOW = 'W';
  static final byte SIGNAL = 'S';

  static final byte READY = 'r';
  static final byte PHASE = 'b';
  static final byte COMPILER = 'c';
  static final byte STDOUT = 'o';
  static final byte STDERR = 'e';
  static final byte WAITING = 'w';
  static final byte EXIT = 'x';
  static final byte FAILURE = '!';

  /** Either side refuses a longer frame. */
  static final int MAX_LENGTH = 4 << 20;

  private static final int HEADER = 5;

  private BoxFrames() {}

  static byte[] frame(byte type, byte... payload) {
    return ByteBuffer.allocate(HEADER + payload.length)
        .put(type)
        .putInt(payload.length)
        .put(payload)
        .array();
  }

  static byte[] window(int columns, int rows) {
    return frame(
        WINDOW, ByteBuffer.allocate(4).putShort((short) rows).putShort((short) columns).array());
  }

  /** The run request: records of {@code type(1) length(4) bytes}. */
  static byte[] run(RunRequest request) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (Map.Entry<String, String> file : request.files().entrySet()) {
      record(records, 'F', file.getKey() + '\0' + file.getValue());
    }
    request.compile().forEach(argument -> record(records, 'P', argument));
    request.run().forEach(argument -> record(records, 'A', argument));
    request
        .terminal()
        .ifPresent(size -> record(records, 'T', "0," + size.rows() + "," + size.columns()));
    record(records, 'C', Long.toString(request.compileLimit().toMillis()));
    record(records, 'M', Long.toString(request.wall().toMillis()));
    record(records, 'I', Long.toString(request.idle().toMillis()));
    record(records, 'U', Long.toString(request.cpu().toMillis()));
    record(records, 'O', Long.toString(request.output()));
    return frame(RUN, records.toByteArray());
  }

  private static void record(ByteArrayOutputStream records, char type, String content) {
    byte[] bytes = content.getBytes(UTF_8);
    records.write(type);
    records.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
    records.writeBytes(bytes);
  }

  /** Hears the frames that come out of the sandbox. */
  interface Listener {

    /** A whole frame, or the next piece of one that carries output. */
    void frame(byte type, byte[] payload);

    /** What came is no frame; nothing more follows. */
    void broken(String message);
  }

  /**
   * Cuts a stream of bytes into frames. Output passes through in the pieces it comes in; other
   * frames are short and gathered whole, so what is held is bounded. One thread at a time.
   */
  static final class Decoder {

    private static final int MAX_GATHERED = 64 << 10;

    private final Listener listener;
    private final ByteBuffer header = ByteBuffer.allocate(HEADER);
    private ByteBuffer gathered = ByteBuffer.allocate(0);
    private byte type;
    private int missing;
    private boolean broken;

    Decoder(Listener listener) {
      this.listener = listener;
    }

    /** Takes the next bytes; keeps no reference to them. */
    void feed(ByteBuffer bytes) {
      while (!broken && bytes.hasRemaining()) {
        if (missing > 0) {
          payload(bytes);
        } else {
          header(bytes);
        }
      }
    }

    private void header(ByteBuffer bytes) {
      while (header.hasRemaining() && bytes.hasRemaining()) {
        header.put(bytes.get());
      }
      if (header.hasRemaining()) {
        return;
      }
      header.flip();
      type = header.get();
      missing = header.getInt();
      header.clear();
      if (missing < 0 || missing > (passesThrough() ? MAX_LENGTH : MAX_GATHERED)) {
        broken = true;
        listener.broken("a frame of type " + type + " and length " + missing);
      } else if (missing == 0) {
        listener.frame(type, new byte[0]);
      } else if (!passesThrough()) {
        gathered = ByteBuffer.allocate(missing);
      }
    }

    private void payload(ByteBuffer bytes) {
      byte[] piece = new byte[Math.min(missing, bytes.remaining())];
      bytes.get(piece);
      missing -= piece.length;
      if (passesThrough()) {
        listener.frame(type, piece);
        return;
      }
      gathered.put(piece);
      if (missing == 0) {
        listener.frame(type, gathered.array());
      }
    }

    private boolean passesThrough() {
      return type == STDOUT || type == STDERR || type == COMPILER;
    }
  }
}
