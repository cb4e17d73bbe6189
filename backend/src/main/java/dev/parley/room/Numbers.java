package dev.parley.room;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far each client has numbered its changes of one file. Bounded: whoever submitted longest ago
 * is forgotten first. Lives on the room's lane.
 */
final class Numbers {

  /** A client's last change. */
  record Last(long number, long revision) {}

  private final int most;

  /** Least recently active first. */
  private final Map<String, Last> clients = new LinkedHashMap<>(16, 0.75f, true);

  /** Whether a client that is not among these has never submitted anything. */
  private boolean everybody;

  /**
   * Nobody yet.
   *
   * @param everybody whether nobody has submitted anything before
   * @param most clients that are remembered
   */
  Numbers(boolean everybody, int most) {
    this.everybody = everybody;
    this.most = most;
  }

  Numbers copy() {
    Numbers copy = new Numbers(everybody, most);
    copy.clients.putAll(clients);
    return copy;
  }

  void took(AcceptedChange change) {
    clients.put(change.client(), new Last(change.number(), change.revision()));
    if (clients.size() > most) {
      clients.remove(clients.keySet().iterator().next());
      everybody = false;
    }
  }

  /** A client's last change; empty when there was none or it is forgotten. */
  Optional<Last> last(String client) {
    return Optional.ofNullable(clients.get(client));
  }

  /** Whether nobody is forgotten. */
  boolean areComplete() {
    return everybody;
  }

  /** How many changes of a client were taken; empty when that is forgotten. */
  Optional<Long> accepted(String client) {
    return last(client)
        .map(last -> last.number() + 1)
        .or(() -> everybody ? Optional.of(0L) : Optional.empty());
  }
}
