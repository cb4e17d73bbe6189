package dev.parley.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A cable between a client and the server: bytes go through both ways, as late, as slowly and as
 * far as it is told. Once cut, what is connected breaks and nobody else gets through until it is
 * mended. Thread-safe.
 */
public final class Cable implements AutoCloseable {

  /** A direction. */
  public enum Way {
    /** From the client to the server. */
    UP,
    /** From the server to the client. */
    DOWN
  }

  private static final int PIECE = 8 << 10;

  /** What waits in a cable that is slower than its sender; beyond that the sender has to wait. */
  private static final int PIECES = 64;

  /** How long a lost packet takes to be sent again. */
  private static final Duration AGAIN = Duration.ofMillis(300);

  /** Bytes, and when they arrive. */
  private static final class Piece {
    private final byte[] bytes;
    private final long due;

    Piece(byte[] bytes, long due) {
      this.bytes = bytes;
      this.due = due;
    }
  }

  private final ServerSocket door;
  private final int to;
  private final Random random;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private final Set<Way> silent = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile Duration delay = Duration.ZERO;
  private volatile double loss;
  private volatile int bytesPerSecond = Integer.MAX_VALUE;

  public Cable(String url) throws IOException {
    this(url, new Random(0));
  }

  /** A cable whose losses are drawn from a source of one's own. */
  public Cable(String url, Random random) throws IOException {
    this.to = URI.create(url).getPort();
    this.random = random;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  public void cut() {
    cut = true;
    drop();
  }

  /** Breaks what is connected; whoever comes again gets through. */
  public void drop() {
    ends.forEach(Cable::close);
    ends.clear();
  }

  /** Everything goes through at once again. */
  public void mend() {
    delay = Duration.ZERO;
    loss = 0;
    bytesPerSecond = Integer.MAX_VALUE;
    silent.clear();
    cut = false;
  }

  /** Each way takes so long. */
  public void delay(Duration time) {
    delay = time;
  }

  /**
   * Loses packets, which TCP sends again: they and what follows come later.
   *
   * @param share of the packets
   */
  public void lose(double share) {
    loss = share;
  }

  /** Lets no more through than so much, each way. */
  public void throttle(int bytes) {
    bytesPerSecond = bytes;
  }

  /** Swallows what goes that way; the connection stands. */
  public void silence(Way way) {
    silent.add(way);
  }

  /** Ends one way of every connection and leaves the other open. */
  public void halfClose() {
    for (Socket end : ends) {
      try {
        end.shutdownOutput();
      } catch (IOException e) {
        close(end);
      }
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        if (cut) {
          close(near);
          continue;
        }
        Socket far = new Socket();
        ends.add(near);
        ends.add(far);
        far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
        carry(near, far, Way.UP);
        carry(far, near, Way.DOWN);
      } catch (IOException e) {
        // The door was closed, or the server was: whoever came in sees a broken connection.
      }
    }
  }

  private void carry(Socket from, Socket into, Way way) {
    BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>(PIECES);
    Thread writer = Thread.ofVirtual().start(() -> write(pieces, into, from));
    Thread.ofVirtual()
        .start(
            () -> {
              read(from, way, pieces);
              writer.interrupt();
            });
  }

  private void read(Socket from, Way way, BlockingQueue<Piece> pieces) {
    byte[] buffer = new byte[PIECE];
    long due = System.nanoTime();
    try {
      InputStream in = from.getInputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (silent.contains(way)) {
          continue;
        }
        boolean lost = loss > 0 && random.nextDouble() < loss;
        long late = delay.plus(lost ? AGAIN : Duration.ZERO).toNanos();
        due = Math.max(due, System.nanoTime() + late);
        pieces.put(new Piece(Arrays.copyOf(buffer, length), due));
      }
      // What is on its way still arrives, and then the end.
      pieces.put(new Piece(new byte[0], due));
      LockSupport.parkNanos(Math.max(0, due - System.nanoTime()) + 1_000_000_000L);
    } catch (IOException e) {
      // Either end is gone, and so is the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(BlockingQueue<Piece> pieces, Socket into, Socket from) {
    try {
      OutputStream out = into.getOutputStream();
      for (Piece piece = pieces.take(); piece.bytes.length > 0; piece = pieces.take()) {
        LockSupport.parkNanos(piece.due - System.nanoTime());
        out.write(piece.bytes);
        if (bytesPerSecond < Integer.MAX_VALUE) {
          LockSupport.parkNanos(1_000_000_000L * piece.bytes.length / bytesPerSecond);
        }
      }
    } catch (IOException | InterruptedException e) {
      // The other end is gone, or nothing more comes.
    } finally {
      close(into);
      close(from);
      ends.remove(into);
      ends.remove(from);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone, which is what was wanted.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }
}
