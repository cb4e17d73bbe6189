package dev.parley.socketio;

/** What a long-polling request needs besides a session id; the package text has the reasons. */
public enum SidCredential {
  /** The browser key; plain clients that keep no cookies are bound to their address. */
  COOKIE_OR_ADDRESS,
  /** The browser key, always: clients that keep no cookies must use WebSocket. */
  COOKIE,
  /** Nothing. Only for protocol conformance tests. */
  NONE
}
