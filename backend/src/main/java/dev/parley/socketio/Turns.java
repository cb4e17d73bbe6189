package dev.parley.socketio;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Lets one request of a connection through at a time: the next one only when the one before is
 * completely read and completely answered. Handlers behind it need not know about pipelining.
 *
 * <p>Reading goes on while an answer is awaited, because otherwise a client that goes away during a
 * long poll would not be noticed; it stops when a further request has arrived, so at most what one
 * read brought along is kept. Connections that are silent, or take too long over their first
 * request, are closed.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails to be written closes its channel.
final class Turns extends ChannelDuplexHandler {

  private final Duration requestTimeout;
  private final Queue<HttpObject> later = new ArrayDeque<>();
  private Future<?> firstRequest;
  private boolean reading;
  private boolean answering;
  private boolean interim;

  Turns(Duration requestTimeout) {
    this.requestTimeout = requestTimeout;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    firstRequest =
        ctx.executor()
            .schedule(() -> ctx.close(), requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (!(msg instanceof HttpObject part)) {
      ctx.fireChannelRead(msg);
      return;
    }
    if (firstRequest != null) {
      firstRequest.cancel(false);
      firstRequest = null;
    }
    if (!later.isEmpty() || (msg instanceof HttpRequest && (reading || answering))) {
      later.add(part);
      ctx.channel().config().setAutoRead(false);
    } else {
      pass(ctx, part);
    }
  }

  private void pass(ChannelHandlerContext ctx, HttpObject part) {
    if (part instanceof HttpRequest) {
      reading = true;
      answering = true;
    }
    if (part instanceof LastHttpContent) {
      reading = false;
    }
    ctx.fireChannelRead(part);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (msg instanceof HttpResponse response) {
      interim =
          response.status().codeClass() == HttpStatusClass.INFORMATIONAL
              && response.status().code() != 101;
    }
    ctx.write(msg, promise);
    if (msg instanceof LastHttpContent && !interim && answering) {
      answering = false;
      ctx.executor().execute(() -> next(ctx));
    }
  }

  private void next(ChannelHandlerContext ctx) {
    if (later.isEmpty() || ctx.isRemoved()) {
      return;
    }
    while (!later.isEmpty() && !((reading || answering) && later.peek() instanceof HttpRequest)) {
      pass(ctx, later.remove());
    }
    ctx.fireChannelReadComplete();
    if (later.isEmpty()) {
      ctx.channel().config().setAutoRead(true);
    }
  }

  /** Silence is a fault unless the client waits for an answer that the server owes it. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    boolean serverOwes = answering && !reading && ctx.channel().isWritable();
    if (event instanceof IdleStateEvent && !serverOwes) {
      ctx.close();
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    later.forEach(ReferenceCountUtil::release);
    later.clear();
    if (firstRequest != null) {
      firstRequest.cancel(false);
    }
  }
}
