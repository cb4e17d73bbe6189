package dev.parley.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The end of a WebSocket's pipeline: hands messages to the session. When the session lives on
 * another event loop, reading pauses while too much is on its way there.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails to be written closes its channel.
final class WebSocketLink extends SimpleChannelInboundHandler<WebSocketFrame> {

  private static final int MAX_UNDERWAY = 1 << 20;
  private static final int FRAME_COST = 256;

  private final Session session;
  private final AtomicInteger underway = new AtomicInteger();

  WebSocketLink(Session session) {
    this.session = session;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    Channel channel = ctx.channel();
    switch (frame) {
      case TextWebSocketFrame text -> {
        String packet = text.text();
        hand(channel, packet.length(), () -> session.webSocketText(channel, packet));
      }
      case BinaryWebSocketFrame binary -> {
        ByteBuf content = binary.content();
        byte[] part = ByteBufUtil.getBytes(content);
        hand(channel, part.length, () -> session.webSocketBinary(channel, part));
      }
      case PingWebSocketFrame ping ->
          ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      case CloseWebSocketFrame close ->
          ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
      default -> {
        // A pong that nobody asked for.
      }
    }
  }

  private void hand(Channel channel, int size, Runnable step) {
    int cost = size + FRAME_COST;
    if (underway.addAndGet(cost) > MAX_UNDERWAY) {
      channel.config().setAutoRead(false);
    }
    session.onHome(
        () -> {
          step.run();
          int left = underway.addAndGet(-cost);
          if (left <= MAX_UNDERWAY / 2 && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
          }
        });
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      session.onHome(session::writable);
    }
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    session.onHome(() -> session.webSocketClosed(ctx.channel()));
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof TooLongFrameException) {
      ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.MESSAGE_TOO_BIG))
          .addListener(ChannelFutureListener.CLOSE);
    } else {
      ctx.close();
    }
  }
}
