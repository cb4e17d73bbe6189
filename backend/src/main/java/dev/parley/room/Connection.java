package dev.parley.room;

import java.util.Optional;

/**
 * One open connection, as a room sees it. Every call returns at once and may come from any thread.
 */
public interface Connection {

  /** Sends a message, after every one handed over before. */
  void hear(ServerMessage message);

  /** Sends a message that the next of its kind outdates; dropped when the connection is behind. */
  void glimpse(ServerMessage message);

  /** The newest measured round trip in milliseconds; empty before the first. */
  Optional<Long> roundTrip();

  /** Ends the connection for good: its client does not come back by itself. */
  void close(String reason);

  /** Cuts the connection as a fault of the network would: its client reconnects. */
  void drop(String reason);
}
