package dev.parley.socketio;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/**
 * Why and how a session ends.
 *
 * @param reason for the application
 * @param status for a WebSocket
 * @param lastPacket the Engine.IO packet that ends a pending poll
 * @param tellsPeers whether clients are told that they were thrown out, which keeps standard ones
 *     from coming back
 * @param lingers whether a client that is between two polls may still fetch its last packet
 */
record Ending(
    String reason,
    WebSocketCloseStatus status,
    String lastPacket,
    boolean tellsPeers,
    boolean lingers) {

  private static final String CLOSE = "1";
  private static final String NOOP = "6";

  static final Ending TRANSPORT_CLOSE =
      new Ending("transport close", WebSocketCloseStatus.NORMAL_CLOSURE, NOOP, false, false);
  static final Ending CLIENT_LEFT =
      new Ending("transport close", WebSocketCloseStatus.NORMAL_CLOSURE, NOOP, false, true);
  static final Ending PING_TIMEOUT =
      new Ending("ping timeout", WebSocketCloseStatus.NORMAL_CLOSURE, CLOSE, false, false);
  static final Ending CONNECT_TIMEOUT =
      new Ending("connect timeout", WebSocketCloseStatus.NORMAL_CLOSURE, CLOSE, false, false);
  static final Ending PARSE_ERROR =
      new Ending("parse error", WebSocketCloseStatus.PROTOCOL_ERROR, CLOSE, false, false);
  static final Ending OVERLAP =
      new Ending("overlapping polls", WebSocketCloseStatus.PROTOCOL_ERROR, CLOSE, false, false);
  static final Ending TOO_SLOW =
      new Ending("client too slow", WebSocketCloseStatus.POLICY_VIOLATION, CLOSE, false, false);
  static final Ending SERVER_FAULT =
      new Ending("server fault", WebSocketCloseStatus.INTERNAL_SERVER_ERROR, CLOSE, false, false);
  static final Ending SHUTDOWN =
      new Ending(
          "server shutting down", WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, CLOSE, false, false);

  static Ending kick(String reason) {
    return new Ending(reason, WebSocketCloseStatus.NORMAL_CLOSURE, CLOSE, true, true);
  }

  static Ending drop(String reason) {
    return new Ending(reason, WebSocketCloseStatus.NORMAL_CLOSURE, CLOSE, false, false);
  }
}
