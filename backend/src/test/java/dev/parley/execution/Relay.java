package dev.parley.execution;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stands between the server and the engine, and can hold everything up or cut it. */
public final class Relay implements AutoCloseable {

  private final Path socket;
  private final Path engine;
  private final List<SocketChannel> open = new ArrayList<>();
  private ServerSocketChannel door;
  private boolean frozen;

  public Relay(Path socket, Path engine) throws IOException {
    this.socket = socket;
    this.engine = engine;
    open();
  }

  public String host() {
    return "unix://" + socket;
  }

  /** Lets connections in (again). */
  public synchronized void open() throws IOException {
    ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    opened.bind(UnixDomainSocketAddress.of(socket));
    door = opened;
    Thread.ofVirtual().start(() -> accept(opened));
  }

  /** As if the engine had stopped: no connection lives, none is let in. */
  public synchronized void cut() throws IOException {
    door.close();
    Files.deleteIfExists(socket);
    for (SocketChannel channel : open) {
      channel.close();
    }
    open.clear();
  }

  /** As if the engine were paused: connections live, and nothing comes through. */
  public synchronized void freeze() {
    frozen = true;
  }

  public synchronized void thaw() {
    frozen = false;
    notifyAll();
  }

  private synchronized void pass() throws InterruptedException {
    while (frozen) {
      wait();
    }
  }

  private void accept(ServerSocketChannel from) {
    try {
      while (true) {
        SocketChannel client = from.accept();
        SocketChannel server = SocketChannel.open(UnixDomainSocketAddress.of(engine));
        synchronized (this) {
          open.add(client);
          open.add(server);
        }
        Thread.ofVirtual().start(() -> copy(client, server));
        Thread.ofVirtual().start(() -> copy(server, client));
      }
    } catch (IOException e) {
      // The door was closed: that is how it ends.
    }
  }

  private void copy(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
    try {
      while (from.read(buffer.clear()) >= 0) {
        pass();
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // One side is gone; the other will notice.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    thaw();
    cut();
  }
}
