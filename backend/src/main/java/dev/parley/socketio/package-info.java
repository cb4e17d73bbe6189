/**
 * A Socket.IO server (protocol 5, Engine.IO 4) that is safe to put in front of strangers. It knows
 * events and JSON, and nothing of what they mean.
 *
 * <h2>What is netty-socketio's and what is not</h2>
 *
 * netty-socketio's {@code SocketIOServer} is the server that is started: its configuration, its
 * threads, its bootstrap and its table of namespaces are used as they are. Everything between the
 * socket and the application is replaced through the extension point that the library offers for it
 * ({@code SocketIOChannelInitializer}), because the stock pipeline corrupts binary data, loses
 * packets on long-polling, accepts a session id as proof of identity, never ends a session that
 * speaks nonsense, and parses digits in quadratic time.
 *
 * <h2>Shape</h2>
 *
 * <pre>
 * SlowGuard - HttpServerCodec - Turns - [front] - aggregator - Gate        (HTTP)
 *                                                               |
 * SlowGuard - frame codec - UTF-8 check - aggregator - WebSocketLink       (after an upgrade)
 *                                                               |
 *                  Session (one event loop each)  -  PacketReader  -  Memberships  -  PeerListener
 * </pre>
 *
 * A {@link dev.parley.socketio.Session} is touched only on the event loop that it was born on;
 * requests that arrive on another loop hop over. Only its outgoing queue is open to all threads.
 *
 * <h2>A session id is never proof of anything</h2>
 *
 * The protocol puts the session id ({@code sid}) into the query string of every request, where logs
 * and proxies see it. So a {@code sid} alone must be worthless, for browsers as well as for plain
 * clients that keep no cookies:
 *
 * <ul>
 *   <li>It has 256 random bits, is never logged, never handed to the application and never equal to
 *       the id that other people see of a peer.
 *   <li>A session opened over WebSocket <em>is</em> its connection: no request with its {@code sid}
 *       is ever accepted. The same holds for a session that has upgraded.
 *   <li>Every handshake over long-polling is answered with an HttpOnly, SameSite=Strict cookie: a
 *       key of the browser, shared by its tabs, to which the session is bound. From the moment a
 *       client has sent the key once, or at once when the handshake came from a browser (it had an
 *       Origin, a Sec-Fetch-Site or the key itself), each request with the {@code sid} must carry
 *       the key, also the one that opens the WebSocket.
 *   <li>A client that lets the cookie pass on its first request is a plain one (npm and Java
 *       clients do not keep cookies). It is bound to its remote address instead, and in any case to
 *       the {@code Authorization} header of its handshake, if there was one.
 *   <li>The origin is checked on every request, and a request that fails any of this gets the same
 *       answer as an unknown {@code sid}.
 * </ul>
 *
 * What remains: somebody on the <em>same address</em> who learns the {@code sid} of a plain client
 * that stays on long-polling without a bearer header. {@link
 * dev.parley.socketio.SidCredential#COOKIE} closes that too, at the price of refusing such clients
 * long-polling. Binding to the address alone was rejected: it breaks people whose address changes,
 * and protects nobody behind a shared one. A signed cookie was rejected: it proves nothing that an
 * attacker could not obtain for himself.
 */
package dev.parley.socketio;
