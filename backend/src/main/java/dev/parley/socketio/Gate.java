package dev.parley.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Decides what each HTTP request is: a handshake, a poll, a delivery, an upgrade, or nothing that
 * is served. One for each connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails to be written closes its channel.
final class Gate extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final int MAX_PARAMETERS = 50;

  private final Sessions sessions;
  private final HandshakeLimit limit;
  private final WebSocketUpgrade upgrade;
  private final SocketIoSettings settings;
  private Exchange current;

  Gate(Sessions sessions, HandshakeLimit limit, WebSocketUpgrade upgrade) {
    this.sessions = sessions;
    this.limit = limit;
    this.upgrade = upgrade;
    this.settings = sessions.settings();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    Exchange exchange = new Exchange(ctx.channel(), request, settings.access().origins());
    current = exchange;
    Refusal refusal = serve(ctx, request, exchange);
    if (refusal != null) {
      exchange.refuse(refusal);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (current != null) {
      current.aborted();
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  /** Null when the request is being served. */
  private Refusal serve(ChannelHandlerContext ctx, FullHttpRequest request, Exchange exchange) {
    if (request.decoderResult().isFailure()) {
      return Refusal.BAD_REQUEST;
    }
    QueryStringDecoder uri =
        new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8, true, MAX_PARAMETERS);
    if (!uri.rawPath().equals(settings.path())) {
      return Refusal.NOT_FOUND;
    }
    HttpHeaders headers = request.headers();
    if (isForeign(headers)) {
      return Refusal.FORBIDDEN;
    }
    if (request.method().equals(HttpMethod.OPTIONS) && exchange.allowsCors()) {
      exchange.preflight();
      return null;
    }
    Map<String, List<String>> query;
    try {
      query = uri.parameters();
    } catch (IllegalArgumentException badEscape) {
      return Refusal.BAD_REQUEST;
    }
    if (isRepeated(query, "EIO") || isRepeated(query, "transport") || isRepeated(query, "sid")) {
      return Refusal.BAD_REQUEST;
    }
    return switch (first(query, "transport")) {
      case "polling" -> polling(ctx, request, exchange, query);
      case "websocket" -> webSocket(ctx, request, query);
      default -> Refusal.UNKNOWN_TRANSPORT;
    };
  }

  /** A page elsewhere sends its origin; an image or form elsewhere at least says so. */
  private boolean isForeign(HttpHeaders headers) {
    OriginPolicy origins = settings.access().origins();
    String origin = headers.get(HttpHeaderNames.ORIGIN);
    return !origins.allows(origin, headers.get(HttpHeaderNames.HOST))
        || (origin == null
            && !origins.anyOrigin()
            && "cross-site".equals(headers.get("Sec-Fetch-Site")));
  }

  private Refusal polling(
      ChannelHandlerContext ctx,
      FullHttpRequest request,
      Exchange exchange,
      Map<String, List<String>> query) {
    HttpMethod method = request.method();
    if (!first(query, "EIO").equals("4")) {
      return Refusal.UNSUPPORTED_PROTOCOL;
    }
    if (request.headers().contains(HttpHeaderNames.UPGRADE)) {
      return Refusal.BAD_REQUEST;
    }
    BrowserKey.Proof proof = proof(ctx, request);
    if (query.containsKey("sid")) {
      Session session = sessions.find(first(query, "sid"), proof).orElse(null);
      if (session == null) {
        return Refusal.UNKNOWN_SESSION;
      }
      if (method.equals(HttpMethod.GET)) {
        session.onHome(() -> session.poll(exchange));
        return null;
      }
      if (method.equals(HttpMethod.POST)) {
        String body = textOf(request.content());
        session.onHome(() -> session.post(exchange, body));
        return null;
      }
      return Refusal.BAD_REQUEST;
    }
    if (!method.equals(HttpMethod.GET)) {
      return Refusal.BAD_METHOD;
    }
    Refusal refusal = admit(ctx);
    if (refusal == null) {
      BrowserKey key = key(proof);
      Session session = session(ctx, key);
      exchange.handshake(
          session.open(true), key.cookie(settings.path(), settings.access().secureCookie()));
    }
    return refusal;
  }

  private Refusal webSocket(
      ChannelHandlerContext ctx, FullHttpRequest request, Map<String, List<String>> query) {
    HttpHeaders headers = request.headers();
    if (!request.method().equals(HttpMethod.GET)) {
      return Refusal.BAD_METHOD;
    }
    if (!first(query, "EIO").equals("4")) {
      return Refusal.UNSUPPORTED_PROTOCOL;
    }
    if (!headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
      return Refusal.BAD_REQUEST;
    }
    BrowserKey.Proof proof = proof(ctx, request);
    if (query.containsKey("sid")) {
      Session session = sessions.find(first(query, "sid"), proof).orElse(null);
      if (session == null) {
        return Refusal.UNKNOWN_SESSION;
      }
      return upgrade.start(ctx, request, session, () -> session.upgrade(ctx.channel()))
          ? null
          : Refusal.BAD_REQUEST;
    }
    Refusal refusal = admit(ctx);
    if (refusal != null) {
      return refusal;
    }
    Session session =
        new Session(
            sessions.secret(),
            sessions,
            ctx.channel().eventLoop(),
            key(proof),
            addressOf(ctx).getHostAddress());
    return upgrade.start(
            ctx,
            request,
            session,
            () -> {
              sessions.add(session);
              session.openWebSocket(ctx.channel());
            })
        ? null
        : Refusal.BAD_REQUEST;
  }

  private Refusal admit(ChannelHandlerContext ctx) {
    if (!limit.tryAcquire(addressOf(ctx))) {
      return Refusal.TOO_MANY_HANDSHAKES;
    }
    return sessions.isFull() ? Refusal.FULL : null;
  }

  /** Known before its id is told, or the client's next request could overtake. */
  private Session session(ChannelHandlerContext ctx, BrowserKey key) {
    Session session =
        new Session(
            sessions.secret(),
            sessions,
            ctx.channel().eventLoop(),
            key,
            addressOf(ctx).getHostAddress());
    sessions.add(session);
    return session;
  }

  private BrowserKey key(BrowserKey.Proof proof) {
    return new BrowserKey(settings.access().sidCredential(), proof, sessions.secret());
  }

  private static BrowserKey.Proof proof(ChannelHandlerContext ctx, FullHttpRequest request) {
    return BrowserKey.Proof.of(request.headers(), addressOf(ctx).getHostAddress());
  }

  private static InetAddress addressOf(ChannelHandlerContext ctx) {
    return ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress();
  }

  private static boolean isRepeated(Map<String, List<String>> query, String name) {
    return query.getOrDefault(name, List.of()).size() > 1;
  }

  private static String first(Map<String, List<String>> query, String name) {
    return query.getOrDefault(name, List.of("")).get(0);
  }

  /** Null when the bytes are not UTF-8. */
  private static String textOf(ByteBuf content) {
    try {
      ByteBuffer bytes = content.nioBuffer();
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
