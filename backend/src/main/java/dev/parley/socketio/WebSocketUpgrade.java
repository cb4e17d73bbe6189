package dev.parley.socketio;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.util.List;

/**
 * Turns an HTTP connection into a WebSocket: version 13 only, no extensions (compression would let
 * a small frame become a huge message), no subprotocols. Stateless.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails to be written closes its channel.
final class WebSocketUpgrade {

  private final WebSocketDecoderConfig decoder;
  private final int maxPayload;

  WebSocketUpgrade(SocketIoSettings.Bounds bounds) {
    this.maxPayload = bounds.maxPayload();
    this.decoder =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(maxPayload)
            .allowExtensions(false)
            .build();
  }

  /** Runs {@code opened} on the session's loop when the WebSocket is there. False: it cannot be. */
  boolean start(
      ChannelHandlerContext ctx, FullHttpRequest request, Session session, Runnable opened) {
    if (!"13".equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      return false;
    }
    ChannelPipeline pipeline = ctx.pipeline();
    List<String> http = betweenCodecAndGate(pipeline);
    ChannelFuture handshake;
    try {
      handshake =
          new WebSocketServerHandshaker13(null, null, decoder)
              .handshake(
                  ctx.channel(), request, new DefaultHttpHeaders(), ctx.channel().newPromise());
    } catch (WebSocketHandshakeException incomplete) {
      return false;
    }
    pipeline
        .addLast(new Utf8FrameValidator())
        .addLast(new WebSocketFrameAggregator(maxPayload))
        .addLast(new WebSocketLink(session));
    handshake.addListener(
        (ChannelFutureListener)
            done -> {
              if (!done.isSuccess()) {
                ctx.close();
                return;
              }
              http.stream().filter(name -> pipeline.get(name) != null).forEach(pipeline::remove);
              ctx.channel().config().setAutoRead(true);
              session.onHome(opened);
            });
    return true;
  }

  private static List<String> betweenCodecAndGate(ChannelPipeline pipeline) {
    List<String> names = pipeline.names();
    return names.subList(
        names.indexOf(HardenedPipeline.TURNS), names.indexOf(HardenedPipeline.GATE) + 1);
  }
}
