package dev.parley.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;

/** One HTTP request and the one answer it gets, from whatever thread. */
final class Exchange {

  private static final ChannelFutureListener IGNORED = done -> {};

  private final Channel channel;
  private final HttpVersion version;
  private final boolean keepAlive;
  private final Optional<String> corsOrigin;
  private final boolean credentials;
  private volatile Runnable onAbort = () -> {};

  Exchange(Channel channel, FullHttpRequest request, OriginPolicy origins) {
    this.channel = channel;
    this.version = request.protocolVersion();
    this.keepAlive = HttpUtil.isKeepAlive(request);
    this.corsOrigin = origins.corsFor(request.headers().get(HttpHeaderNames.ORIGIN));
    this.credentials = !origins.anyOrigin();
  }

  Channel channel() {
    return channel;
  }

  /** What to do, once, when the client goes away before it got its answer. */
  void onAbort(Runnable action) {
    onAbort = action;
  }

  void aborted() {
    onAbort.run();
  }

  void refuse(Refusal refusal) {
    answer(refusal.status(), "application/json", refusal.json());
  }

  void text(String body) {
    answer(HttpResponseStatus.OK, "text/plain; charset=UTF-8", body);
  }

  /** {@code written} learns on the connection's loop whether the network took the answer. */
  void text(ByteBuf body, ChannelFutureListener written) {
    send(response(HttpResponseStatus.OK, "text/plain; charset=UTF-8", body), written);
  }

  /** The answer to a handshake, which hands the browser its key. */
  void handshake(String body, String cookie) {
    FullHttpResponse response =
        response(
            HttpResponseStatus.OK, "text/plain; charset=UTF-8", Unpooled.copiedBuffer(body, UTF_8));
    response.headers().set(HttpHeaderNames.SET_COOKIE, cookie);
    send(response, IGNORED);
  }

  /** The answer to a browser that asks whether it may ask. */
  void preflight() {
    FullHttpResponse response = new DefaultFullHttpResponse(version, HttpResponseStatus.NO_CONTENT);
    response
        .headers()
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type")
        .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, 600);
    send(response, IGNORED);
  }

  boolean allowsCors() {
    return corsOrigin.isPresent();
  }

  private void answer(HttpResponseStatus status, String type, String body) {
    send(response(status, type, Unpooled.copiedBuffer(body, UTF_8)), IGNORED);
  }

  private FullHttpResponse response(HttpResponseStatus status, String type, ByteBuf body) {
    FullHttpResponse response = new DefaultFullHttpResponse(version, status, body);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, type)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    return response;
  }

  private void send(FullHttpResponse response, ChannelFutureListener written) {
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store").set("X-Content-Type-Options", "nosniff");
    corsOrigin.ifPresent(
        origin -> {
          headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
          if (credentials) {
            headers
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
                .set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
          }
        });
    HttpUtil.setKeepAlive(headers, version, keepAlive);
    channel
        .writeAndFlush(response)
        .addListener(written)
        .addListener(keepAlive ? IGNORED : ChannelFutureListener.CLOSE);
  }
}
