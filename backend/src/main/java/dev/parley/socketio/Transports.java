package dev.parley.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * How a session reaches its client: by answering polls, or through one WebSocket, and the one way
 * from the first to the second.
 *
 * <pre>
 * polling --offer--> polling, WebSocket offered --"2probe"--> probed --"5"--> WebSocket
 * </pre>
 *
 * While a WebSocket is on probation, polls are still answered, but no longer held: the client has
 * to get its last poll back before it can send the "5". A poll that is open when the "5" comes
 * belongs to nobody and is refused. Frames leave the outbox only when the network takes them, so a
 * stalled client costs shared references, not copies. On the session's loop, except {@link #wake}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails to be written closes its channel.
final class Transports {

  /** The most that one poll's answer takes along, plus one packet. */
  private static final int POLL_BYTES = 1 << 20;

  /** How long a poll may stay open during an upgrade; short, but no busy loop. */
  private static final long PROBED_POLL_MILLIS = 100;

  private static final long CLOSE_MILLIS = 1000;

  private final Session session;
  private final EventLoop home;
  private final Outbox outbox;
  private final Duration upgradeTimeout;
  private final AtomicBoolean woken = new AtomicBoolean();
  private Channel webSocket;
  private Channel offered;
  private boolean probed;
  private Future<?> upgradeTimer;
  private Exchange poll;
  private Consumer<Exchange> lastWords;

  Transports(Session session, EventLoop home, Outbox outbox, Duration upgradeTimeout) {
    this.session = session;
    this.home = home;
    this.outbox = outbox;
    this.upgradeTimeout = upgradeTimeout;
  }

  /** Sends what is in the outbox soon; any number of calls before that makes one flush. */
  void wake() {
    if (woken.compareAndSet(false, true)) {
      try {
        home.execute(
            () -> {
              woken.set(false);
              flush();
            });
      } catch (RejectedExecutionException serverStopped) {
        woken.set(false);
      }
    }
  }

  boolean isWebSocket() {
    return webSocket != null;
  }

  boolean isCurrent(Channel channel) {
    return channel.equals(webSocket);
  }

  /** A session that begins with a WebSocket. */
  void start(Channel channel, String handshake) {
    webSocket = channel;
    channel.writeAndFlush(new TextWebSocketFrame(handshake));
  }

  /** Takes a poll; false when another one is open. */
  boolean poll(Exchange exchange) {
    if (webSocket != null) {
      exchange.refuse(Refusal.BAD_REQUEST);
      return true;
    }
    if (poll != null) {
      exchange.refuse(Refusal.BAD_REQUEST);
      return false;
    }
    poll = exchange;
    exchange.onAbort(() -> session.onHome(() -> aborted(exchange)));
    if (!exchange.channel().isActive()) {
      aborted(exchange);
      return true;
    }
    flush();
    if (poll != null && probed) {
      releaseSoon(exchange);
    }
    return true;
  }

  private void aborted(Exchange exchange) {
    if (poll == exchange) {
      poll = null;
      session.end(Ending.TRANSPORT_CLOSE);
    }
  }

  private void releaseSoon(Exchange exchange) {
    home.schedule(
        () -> {
          if (poll == exchange && probed) {
            poll = null;
            exchange.text("6");
          }
        },
        PROBED_POLL_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  /** A WebSocket wants to take over. */
  void offer(Channel channel, boolean ended) {
    if (ended || webSocket != null || offered != null) {
      close(channel, WebSocketCloseStatus.NORMAL_CLOSURE);
      return;
    }
    offered = channel;
    upgradeTimer =
        home.schedule(() -> withdraw(channel), upgradeTimeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void withdraw(Channel channel) {
    if (channel.equals(offered)) {
      offered = null;
      probed = false;
      upgradeTimer.cancel(false);
      close(channel, WebSocketCloseStatus.PROTOCOL_ERROR);
    }
  }

  /** What an offered WebSocket says. */
  void probe(Channel channel, String packet) {
    if (!channel.equals(offered)) {
      channel.close();
    } else if (packet.equals("2probe")) {
      probed = true;
      channel.writeAndFlush(new TextWebSocketFrame("3probe"));
      if (poll != null) {
        releaseSoon(poll);
      }
    } else if (packet.equals("5") && probed) {
      upgrade();
    } else {
      withdraw(channel);
    }
  }

  private void upgrade() {
    webSocket = offered;
    offered = null;
    probed = false;
    upgradeTimer.cancel(false);
    if (poll != null) {
      poll.refuse(Refusal.BAD_REQUEST);
      poll = null;
    }
    flush();
  }

  /** A WebSocket is gone; true when it was the session's. */
  boolean closed(Channel channel) {
    if (channel.equals(offered)) {
      withdraw(channel);
    }
    return channel.equals(webSocket);
  }

  void flush() {
    if (webSocket != null) {
      flushWebSocket();
    } else if (poll != null && !outbox.isEmpty()) {
      answerPoll();
    }
  }

  private void flushWebSocket() {
    boolean wrote = false;
    while (webSocket.isWritable()) {
      Frame frame = outbox.take();
      if (frame == null) {
        break;
      }
      write(frame);
      wrote = true;
    }
    if (wrote) {
      webSocket.flush();
    }
  }

  private void write(Frame frame) {
    ChannelFuture last = webSocket.write(new TextWebSocketFrame(frame.text()));
    for (ByteBuf part : frame.attachments()) {
      last = webSocket.write(new BinaryWebSocketFrame(part));
    }
    last.addListener(done -> outbox.written(frame.size()));
  }

  private void answerPoll() {
    Exchange exchange = poll;
    poll = null;
    ByteBuf body = exchange.channel().alloc().buffer();
    long taken = takeInto(body);
    exchange.text(
        body,
        done -> {
          outbox.written(taken);
          if (!done.isSuccess()) {
            session.end(Ending.TRANSPORT_CLOSE);
          }
        });
  }

  private long takeInto(ByteBuf body) {
    long taken = 0;
    // Clients answer a ping before they show what stood before it in the same payload; its pong has
    // to say that they have.
    while (body.readableBytes() < POLL_BYTES
        && (body.readableBytes() == 0 || !outbox.isPingNext())) {
      Frame frame = outbox.take();
      if (frame == null) {
        break;
      }
      PollingPayload.append(body, frame);
      taken += frame.size();
    }
    return taken;
  }

  /**
   * Sends what the network takes at once, and the end. False when a polling client is between two
   * polls and shall get it with the next one.
   */
  boolean end(Ending ending, List<Frame> farewell) {
    if (offered != null) {
      withdraw(offered);
    }
    if (webSocket != null) {
      flushWebSocket();
      if (webSocket.isWritable()) {
        farewell.forEach(this::write);
      }
      close(webSocket, ending.status());
      return true;
    }
    if (poll == null && !ending.lingers()) {
      return true;
    }
    lastWords = exchange -> answerLast(exchange, ending, farewell);
    return lastPoll(poll);
  }

  /** Gives a poll the last words, once; false when they are spoken or there is no poll. */
  boolean lastPoll(Exchange exchange) {
    if (exchange == null || lastWords == null) {
      return false;
    }
    poll = null;
    lastWords.accept(exchange);
    lastWords = null;
    return true;
  }

  private void answerLast(Exchange exchange, Ending ending, List<Frame> farewell) {
    ByteBuf body = exchange.channel().alloc().buffer();
    takeInto(body);
    farewell.forEach(frame -> PollingPayload.append(body, frame));
    // Standard clients would notice the end before the farewell, were both in one answer.
    if (farewell.isEmpty()) {
      PollingPayload.append(body, ending.lastPacket());
    }
    exchange.text(body, done -> {});
  }

  /** Closes politely where the other side reads, and at any rate. */
  private void close(Channel channel, WebSocketCloseStatus status) {
    if (!channel.isWritable()) {
      channel.close();
      return;
    }
    channel.writeAndFlush(new CloseWebSocketFrame(status)).addListener(ChannelFutureListener.CLOSE);
    home.schedule(() -> channel.close(), CLOSE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
