package dev.parley.socketio;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;

/**
 * The last line against clients that do not read: sessions and the relay hold back by themselves,
 * but answers to pings and to pipelined requests, for instance, do not.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails to be written closes its channel.
final class SlowGuard extends ChannelOutboundHandlerAdapter {

  private final long maxPendingBytes;

  SlowGuard(long maxPendingBytes) {
    this.maxPendingBytes = maxPendingBytes;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (ctx.channel().bytesBeforeWritable() > maxPendingBytes) {
      ReferenceCountUtil.release(msg);
      promise.tryFailure(new ClosedChannelException());
      ctx.close();
      return;
    }
    ctx.write(msg, promise);
  }
}
