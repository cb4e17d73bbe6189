package dev.parley.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Turns one stream's bytes into text. A character that is split over two reads stays whole; a byte
 * that is no UTF-8 becomes U+FFFD. One thread at a time.
 */
final class OutputDecoder {

  /** The start of a character that is still to come: three bytes at most. */
  private static final int MAX_CARRIED = 4;

  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer carried = ByteBuffer.allocate(MAX_CARRIED).flip();

  String decode(ByteBuffer bytes) {
    ByteBuffer in = ByteBuffer.allocate(carried.remaining() + bytes.remaining());
    in.put(carried).put(bytes).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
    expect(decoder.decode(in, out, false));
    carried.clear().put(in).flip();
    return out.flip().toString();
  }

  /** What remains at the end of the stream. */
  String finish() {
    CharBuffer out = CharBuffer.allocate(MAX_CARRIED);
    expect(decoder.decode(carried, out, true));
    expect(decoder.flush(out));
    return out.flip().toString();
  }

  private static void expect(CoderResult result) {
    if (result.isOverflow()) {
      throw new IllegalStateException("UTF-8 never has more characters than bytes");
    }
  }
}
