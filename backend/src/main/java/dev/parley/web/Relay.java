package dev.parley.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Passes the requests of one client connection on to the HTTP server behind, except those for
 * Socket.IO, which go up the pipeline. Sees one request at a time.
 *
 * <p>Nothing is stored: each side is read only while the other one takes what comes. One backend
 * connection serves the client's requests one after the other. A kept one may have been closed by
 * the other side just when it was needed; a request without body is then repeated once, on a fresh
 * connection. What cannot be relayed is answered with 502, or, when the answer has begun, by
 * closing, so that a cut answer is never taken for a whole one.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails to be written closes its channel.
final class Relay extends ChannelInboundHandlerAdapter {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int MAX_RESPONSE_HEAD = 64 << 10;

  /** How much of a request body is read and thrown away after an early answer. */
  private static final long MAX_DRAIN = 8 << 20;

  private final String socketIoPath;
  private final InetSocketAddress address;

  private ChannelHandlerContext client;
  private Channel backend;
  private boolean relaying;
  private boolean refused;
  private boolean fresh;

  // The request underway.
  private HttpRequest request;
  private HttpVersion version;
  private boolean keepAlive;
  private boolean received;
  private boolean begun;
  private boolean answered;
  private boolean interim;
  private boolean backendCloses;
  private long drained;
  private final Queue<HttpContent> waiting = new ArrayDeque<>();

  Relay(String socketIoPath, InetSocketAddress address) {
    this.socketIoPath = socketIoPath;
    this.address = address;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    client = ctx;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (refused) {
      ReferenceCountUtil.release(msg);
      return;
    }
    if (msg instanceof HttpRequest head) {
      relaying = !isSocketIo(head.uri());
      if (relaying) {
        begin(head);
        return;
      }
    }
    if (!relaying) {
      ctx.fireChannelRead(msg);
    } else if (msg instanceof HttpContent content) {
      body(content);
    }
  }

  private boolean isSocketIo(String uri) {
    int path = 0;
    if (!uri.startsWith("/")) {
      int authority = uri.indexOf("://");
      path = authority < 0 ? -1 : uri.indexOf('/', authority + 3);
    }
    return path >= 0 && uri.startsWith(socketIoPath, path);
  }

  private void begin(HttpRequest head) {
    request = head;
    version = head.protocolVersion();
    keepAlive = HttpUtil.isKeepAlive(head);
    received = false;
    begun = false;
    answered = false;
    drained = 0;
    if (head.decoderResult().isFailure()) {
      refuse(HttpResponseStatus.BAD_REQUEST);
      return;
    }
    if (head.method().equals(HttpMethod.CONNECT) || head.method().equals(HttpMethod.TRACE)) {
      refuse(HttpResponseStatus.METHOD_NOT_ALLOWED);
      return;
    }
    InetSocketAddress own = (InetSocketAddress) client.channel().localAddress();
    InetSocketAddress other = (InetSocketAddress) client.channel().remoteAddress();
    Headers.forBackend(
        head, other.getAddress().getHostAddress(), own.getHostString() + ":" + own.getPort());
    if (backend != null && backend.isActive()) {
      fresh = false;
      send(backend);
    } else {
      connect();
    }
  }

  private void connect() {
    client.channel().config().setAutoRead(false);
    fresh = true;
    ChannelFuture connecting =
        new Bootstrap()
            .group(client.channel().eventLoop())
            .channel(NioSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.TCP_NODELAY, true)
            // A server may answer and stop reading; a failed write must not lose its answer.
            .option(ChannelOption.AUTO_CLOSE, false)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpClientCodec(4096, MAX_RESPONSE_HEAD, 8192, false))
                        .addLast(new BackendSide());
                  }
                })
            .connect(address);
    backend = connecting.channel();
    connecting.addListener((ChannelFutureListener) this::connected);
  }

  private void connected(ChannelFuture done) {
    if (!client.channel().isActive()) {
      done.channel().close();
    } else if (done.isSuccess()) {
      send(done.channel());
      client.channel().config().setAutoRead(done.channel().isWritable());
    } else {
      backend = null;
      client.channel().config().setAutoRead(true);
      refuse(HttpResponseStatus.BAD_GATEWAY);
    }
  }

  private void send(Channel to) {
    to.write(request);
    while (!waiting.isEmpty()) {
      to.write(waiting.remove());
    }
    to.flush();
    to.read();
  }

  private void body(HttpContent content) {
    received = content instanceof LastHttpContent;
    if (answered || backend == null) {
      drain(content);
    } else if (backend.isActive()) {
      backend.writeAndFlush(content);
      if (!backend.isWritable()) {
        client.channel().config().setAutoRead(false);
      }
    } else {
      waiting.add(content);
    }
  }

  private void drain(HttpContent content) {
    drained += content.content().readableBytes();
    content.release();
    if (drained > MAX_DRAIN) {
      client.close();
    }
  }

  /** The relay's own answer; the connection ends with it, as the request may be anywhere. */
  private void refuse(HttpResponseStatus status) {
    refused = true;
    answered = true;
    dropBackend();
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(status + "\n", UTF_8));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8")
        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set("X-Content-Type-Options", "nosniff")
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    client.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  private void dropBackend() {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    if (backend != null) {
      backend.close();
      backend = null;
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable() && backend != null && backend.isActive()) {
      backend.read();
    }
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    dropBackend();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    dropBackend();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  // What the backend says.

  private void response(HttpResponse head) {
    interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    if (interim) {
      client.write(head);
      return;
    }
    begun = true;
    boolean bodiless =
        request.method().equals(HttpMethod.HEAD)
            || head.status().equals(HttpResponseStatus.NO_CONTENT)
            || head.status().equals(HttpResponseStatus.NOT_MODIFIED);
    backendCloses = !HttpUtil.isKeepAlive(head);
    keepAlive = Headers.forClient(head, bodiless, version, keepAlive);
    client.write(head);
  }

  private void responseBody(HttpContent content) {
    boolean last = content instanceof LastHttpContent;
    if (!last || interim) {
      client.write(content);
      return;
    }
    answered = true;
    if (backendCloses || !received) {
      dropBackend();
    }
    client.channel().config().setAutoRead(true);
    ChannelFuture written = client.writeAndFlush(content);
    if (!keepAlive) {
      refused = true;
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void backendGone(Channel gone) {
    if (!gone.equals(backend)) {
      return;
    }
    backend = null;
    if (request == null || answered) {
      return;
    }
    if (begun) {
      client.close();
    } else if (!fresh && received && isRepeatable()) {
      waiting.add(LastHttpContent.EMPTY_LAST_CONTENT);
      connect();
    } else {
      refuse(HttpResponseStatus.BAD_GATEWAY);
    }
  }

  private boolean isRepeatable() {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  /** The backend connection's own handler; on the same event loop as the client's. */
  private final class BackendSide extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      if (!ctx.channel().equals(backend) || answered || !(msg instanceof HttpObject object)) {
        ReferenceCountUtil.release(msg);
        return;
      }
      if (object.decoderResult().isFailure()) {
        ReferenceCountUtil.release(msg);
        ctx.close();
        return;
      }
      if (object instanceof HttpResponse head) {
        response(head);
      }
      if (object instanceof HttpContent content) {
        responseBody(content);
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      client.flush();
      if (client.channel().isWritable()) {
        ctx.read();
      }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
      if (ctx.channel().isWritable() && ctx.channel().equals(backend)) {
        client.channel().config().setAutoRead(true);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      backendGone(ctx.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
