package dev.parley.web;

import dev.parley.socketio.PeerListener;
import dev.parley.socketio.SocketIoServer;
import dev.parley.socketio.SocketIoSettings;
import java.net.InetSocketAddress;

/** Socket.IO and the HTTP server behind, on one port. Opened once, closed once; thread-safe. */
public final class PublicPort implements AutoCloseable {

  private final SocketIoServer server;

  private PublicPort(SocketIoServer server) {
    this.server = server;
  }

  /**
   * Binds and starts. Port 0 chooses a free one.
   *
   * @param backend where the HTTP server listens; its idle timeout should be longer than the
   *     settings' own
   * @throws java.io.UncheckedIOException when the address cannot be bound
   */
  public static PublicPort open(
      InetSocketAddress bind,
      SocketIoSettings socketIo,
      PeerListener listener,
      InetSocketAddress backend) {
    return new PublicPort(
        SocketIoServer.open(
            bind,
            socketIo,
            listener,
            pipeline -> pipeline.addLast(new Relay(socketIo.path(), backend))));
  }

  public int port() {
    return server.port();
  }

  /** Closes all connections, after what {@link SocketIoServer#close} promises to peers. */
  @Override
  public void close() {
    server.close();
  }
}
