package dev.parley.socketio;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Our handlers in place of the library's; the package text shows their order. */
final class HardenedPipeline extends SocketIOChannelInitializer {

  static final String TURNS = "turns";
  static final String GATE = "gate";

  private final SocketIoSettings settings;
  private final PeerListener listener;
  private final Consumer<ChannelPipeline> front;
  private final ChannelGroup connections;
  private Sessions sessions;
  private HandshakeLimit limit;
  private WebSocketUpgrade upgrade;

  HardenedPipeline(
      SocketIoSettings settings,
      PeerListener listener,
      Consumer<ChannelPipeline> front,
      ChannelGroup connections) {
    this.settings = settings;
    this.listener = listener;
    this.front = front;
    this.connections = connections;
  }

  @Override
  public void start(Configuration configuration, NamespacesHub namespaces) {
    super.start(configuration, namespaces);
    sessions = new Sessions(settings, listener, name -> namespaces.get(libraryName(name)) != null);
    limit = new HandshakeLimit(settings.access(), System::nanoTime);
    upgrade = new WebSocketUpgrade(settings.bounds());
  }

  Sessions sessions() {
    return sessions;
  }

  /** The library calls the default namespace by the empty name. */
  static String libraryName(String namespace) {
    return namespace.equals("/") ? Namespace.DEFAULT_NAME : namespace;
  }

  @Override
  protected void addSocketioHandlers(ChannelPipeline pipeline) {
    connections.add(pipeline.channel());
    if (connections.size() > settings.access().maxConnections()) {
      pipeline.addLast(new TooMany());
      return;
    }
    // Twice the bound: a session drops its client first, and says so.
    pipeline
        .addLast(new SlowGuard(2L * settings.bounds().maxPendingBytes()))
        .addLast(
            new IdleStateHandler(
                true, 0, 0, settings.timing().idleTimeout().toMillis(), TimeUnit.MILLISECONDS))
        .addLast(new HttpServerCodec(new HttpDecoderConfig()))
        .addLast(TURNS, new Turns(settings.timing().requestTimeout()));
    front.accept(pipeline);
    pipeline
        .addLast(new HttpObjectAggregator(settings.bounds().maxPayload(), true))
        .addLast(GATE, new Gate(sessions, limit, upgrade));
  }

  /** Closing works only once the channel is open. */
  private static final class TooMany extends ChannelInboundHandlerAdapter {
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Nothing is left to be done about it.
    public void channelActive(ChannelHandlerContext ctx) {
      ctx.close();
    }
  }
}
