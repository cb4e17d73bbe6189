package dev.parley.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The application above the server. All methods are called on event loops, one at a time for one
 * peer and in this order, and must not block: everybody on the same loop would wait.
 */
public interface PeerListener {

  /**
   * A client asks to enter a namespace. It gets nothing and can send nothing before the answer.
   *
   * @param auth what the client sent along: an object, empty when there was none
   */
  Admission connecting(Peer peer, JsonNode auth);

  /** The client is in. */
  void connected(Peer peer, JsonNode auth);

  /**
   * An event of a client that is in.
   *
   * @param args in order; binary parts are {@code BinaryNode}s
   */
  void event(Peer peer, String name, List<JsonNode> args, Ack ack);

  /** The peer's {@link Peer#roundTrip} was measured anew. */
  default void measured(Peer peer) {}

  /** The client is out. Called once for every {@link #connected}, whatever the reason. */
  void disconnected(Peer peer, String reason);
}
