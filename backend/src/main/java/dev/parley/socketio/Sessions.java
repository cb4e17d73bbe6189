package dev.parley.socketio;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** All live sessions by their id, and what they have in common. Thread-safe. */
final class Sessions {

  private final SocketIoSettings settings;
  private final PeerListener listener;
  private final Predicate<String> namespaces;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> live = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Sessions(SocketIoSettings settings, PeerListener listener, Predicate<String> namespaces) {
    this.settings = settings;
    this.listener = listener;
    this.namespaces = namespaces;
  }

  SocketIoSettings settings() {
    return settings;
  }

  PeerListener listener() {
    return listener;
  }

  boolean hasNamespace(String name) {
    return namespaces.test(name);
  }

  boolean isFull() {
    return closed || live.size() >= settings.access().maxSessions();
  }

  void add(Session session) {
    live.put(session.sid(), session);
  }

  void remove(Session session) {
    live.remove(session.sid());
  }

  /** The session that a request names and may use. */
  Optional<Session> find(String sid, BrowserKey.Proof proof) {
    return Optional.ofNullable(live.get(sid)).filter(session -> session.accepts(proof));
  }

  /** Lets nobody in any more. */
  Collection<Session> close() {
    closed = true;
    return List.copyOf(live.values());
  }

  /** 256 bits, 43 characters: session ids and browser keys. */
  String secret() {
    return random(32);
  }

  /** 120 bits, 20 characters: ids that may be shown around. */
  String name() {
    return random(15);
  }

  private String random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
