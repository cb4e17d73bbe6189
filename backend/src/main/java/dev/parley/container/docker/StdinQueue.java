package dev.parley.container.docker;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The standard input of a container, as the stream that the Docker client reads on a thread of its
 * own. Bytes are queued without blocking, up to a bound; closing releases that thread, which
 * nothing else does.
 */
final class StdinQueue extends InputStream {

  /** Of people's input. */
  private static final int MAX_INPUT = 1 << 20;

  /** Of everything: input, the program itself and what steers it. */
  private static final int MAX = MAX_INPUT + (5 << 20);

  private final Deque<byte[]> pieces = new ArrayDeque<>();
  private int from;
  private int waiting;
  private boolean closed;

  /**
   * Queues bytes.
   *
   * @param bounded whether they are people's input
   * @return false when they were not taken
   */
  synchronized boolean offer(byte[] bytes, boolean bounded) {
    if (closed || waiting + bytes.length > (bounded ? MAX_INPUT : MAX)) {
      return false;
    }
    pieces.add(bytes);
    waiting += bytes.length;
    notifyAll();
    return true;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    try {
      while (pieces.isEmpty() && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
    if (pieces.isEmpty()) {
      return -1;
    }
    byte[] piece = pieces.element();
    int count = Math.min(length, piece.length - from);
    System.arraycopy(piece, from, into, offset, count);
    from += count;
    waiting -= count;
    if (from == piece.length) {
      pieces.remove();
      from = 0;
    }
    return count;
  }

  @Override
  public synchronized int available() {
    return waiting;
  }

  @Override
  public synchronized void close() {
    closed = true;
    pieces.forEach(piece -> Arrays.fill(piece, (byte) 0));
    pieces.clear();
    from = 0;
    waiting = 0;
    notifyAll();
  }
}
