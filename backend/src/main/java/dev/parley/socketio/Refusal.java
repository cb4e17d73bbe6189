package dev.parley.socketio;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Why a request is not served; codes and messages are Engine.IO's where it has one. */
enum Refusal {
  UNKNOWN_TRANSPORT(400, 0, "Transport unknown"),
  UNKNOWN_SESSION(400, 1, "Session ID unknown"),
  BAD_METHOD(400, 2, "Bad handshake method"),
  BAD_REQUEST(400, 3, "Bad request"),
  FORBIDDEN(403, 4, "Forbidden"),
  UNSUPPORTED_PROTOCOL(400, 5, "Unsupported protocol version"),
  NOT_FOUND(404, 3, "Not found"),
  TOO_MANY_HANDSHAKES(429, 4, "Too many handshakes"),
  FULL(503, 4, "Too many sessions");

  private final int status;
  private final int code;
  private final String message;

  Refusal(int status, int code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  HttpResponseStatus status() {
    return HttpResponseStatus.valueOf(status);
  }

  String json() {
    return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
  }
}
