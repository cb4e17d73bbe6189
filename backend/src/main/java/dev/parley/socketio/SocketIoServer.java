package dev.parley.socketio;

import com.corundumstudio.socketio.AckMode;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.namespace.Namespace;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The server. Opened by {@link #open}, closed once; thread-safe. */
public final class SocketIoServer implements AutoCloseable {

  private static final long FAREWELL_MILLIS = 300;
  private static final long STOP_MILLIS = 300;

  private final Library library;
  private final HardenedPipeline pipeline;
  private final ChannelGroup connections;
  private final Channel listening;

  private SocketIoServer(
      Library library, HardenedPipeline pipeline, ChannelGroup connections, Channel listening) {
    this.library = library;
    this.pipeline = pipeline;
    this.connections = connections;
    this.listening = listening;
  }

  /**
   * Binds and starts. Port 0 chooses a free one.
   *
   * @param front adds handlers behind the HTTP codec and before the aggregator; they see one
   *     request of a connection at a time, and what they pass on is treated as a request to
   *     Socket.IO
   * @throws java.io.UncheckedIOException when the address cannot be bound
   */
  public static SocketIoServer open(
      InetSocketAddress bind,
      SocketIoSettings settings,
      PeerListener listener,
      Consumer<ChannelPipeline> front) {
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    HardenedPipeline pipeline = new HardenedPipeline(settings, listener, front, connections);
    Library library = new Library(configuration(bind, settings));
    library.setPipelineFactory(pipeline);
    library.removeNamespace(Namespace.DEFAULT_NAME);
    settings.namespaces().forEach(n -> library.addNamespace(HardenedPipeline.libraryName(n)));
    ChannelFuture bound = (ChannelFuture) (Object) library.startAsync();
    if (!bound.awaitUninterruptibly().isSuccess()) {
      library.stopNow();
      throw new java.io.UncheckedIOException(
          new java.io.IOException("cannot listen on " + bind, bound.cause()));
    }
    return new SocketIoServer(library, pipeline, connections, bound.channel());
  }

  /** Without anything in front. */
  public static SocketIoServer open(
      InetSocketAddress bind, SocketIoSettings settings, PeerListener listener) {
    return open(bind, settings, listener, handlers -> {});
  }

  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /**
   * Tells the application that its peers leave, sends what is waiting, closes all connections and
   * stops the event loops; at most a second.
   */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly(FAREWELL_MILLIS);
    Collection<Session> sessions = pipeline.sessions().close();
    CountDownLatch gone = new CountDownLatch(sessions.size());
    for (Session session : sessions) {
      session.end(Ending.SHUTDOWN);
      session.onHome(gone::countDown);
    }
    try {
      gone.await(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connections.close().awaitUninterruptibly(FAREWELL_MILLIS);
    library.stopNow();
  }

  private static Configuration configuration(InetSocketAddress bind, SocketIoSettings settings) {
    Configuration configuration = new Configuration();
    configuration.setHostname(bind.getAddress().getHostAddress());
    configuration.setPort(bind.getPort());
    configuration.setBossThreads(1);
    configuration.setWorkerThreads(settings.workerThreads());
    configuration.setRandomSession(true);
    configuration.setWebsocketCompression(false);
    configuration.setHttpCompression(false);
    configuration.setEnableCors(false);
    configuration.setAddVersionHeader(false);
    configuration.setAckMode(AckMode.MANUAL);
    configuration.setMaxFramePayloadLength(settings.bounds().maxPayload());
    configuration.setMaxHttpContentLength(settings.bounds().maxPayload());
    configuration.getSocketConfig().setReuseAddress(true);
    return configuration;
  }

  /** The library's own stop waits seconds for quiet; with its groups at hand we need not. */
  private static final class Library extends SocketIOServer {

    private EventLoopGroup boss;
    private EventLoopGroup workers;

    Library(Configuration configuration) {
      super(configuration);
    }

    @Override
    protected void applyConnectionOptions(ServerBootstrap bootstrap) {
      super.applyConnectionOptions(bootstrap);
      boss = bootstrap.config().group();
      workers = bootstrap.config().childGroup();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // stop() waits for both.
    void stopNow() {
      boss.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS);
      workers.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS);
      stop();
    }
  }
}
