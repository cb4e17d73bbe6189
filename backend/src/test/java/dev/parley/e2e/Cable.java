package dev.parley.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cable between a page and the server that can be pulled: bytes go through both ways; once cut,
 * what is connected breaks and nobody else gets through until it is mended.
 */
public final class Cable implements AutoCloseable {

  private final ServerSocket door;
  private final int to;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  public Cable(String url) throws IOException {
    this.to = URI.create(url).getPort();
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  public void cut() {
    cut = true;
    ends.forEach(Cable::close);
    ends.clear();
  }

  public void mend() {
    cut = false;
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
        Thread.ofVirtual().start(() -> carry(near, far));
        Thread.ofVirtual().start(() -> carry(far, near));
      } catch (IOException e) {
        // The door was closed, or the server was: whoever came in sees a broken connection.
      }
    }
  }

  private void carry(Socket from, Socket into) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // Either end is gone, and so is the other.
    } finally {
      close(from);
      close(into);
      ends.remove(from);
      ends.remove(into);
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
