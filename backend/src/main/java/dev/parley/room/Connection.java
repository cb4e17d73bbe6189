package dev.parley.room;

import java.util.Optional;

/**
 * One open connection, as a room sees it. Every call returns at once and may come from any thread.
 */
public interface Connection {

  /** Of somebody who asks and goes: nothing that is said arrives. */
  Connection DEAF =
      new Connection() {
        @Override
        public void hear(ServerMessage message) {}

        @Override
        public void whenRead(Runnable step) {}

        @Override
        public void glimpse(ServerMessage message) {}

        @Override
        public Optional<Long> roundTrip() {
          return Optional.empty();
        }

        @Override
        public void close(String reason) {}

        @Override
        public void drop(String reason) {}
      };

  /** Sends a message, after every one handed over before. */
  void hear(ServerMessage message);

  /**
   * Runs a step, on any thread, once the client has read everything handed over before: what comes
   * from it afterwards it says in knowledge of that. May never run.
   */
  void whenRead(Runnable step);

  /** Sends a message that the next of its kind outdates; dropped when the connection is behind. */
  void glimpse(ServerMessage message);

  /** The newest measured round trip in milliseconds; empty before the first. */
  Optional<Long> roundTrip();

  /** Ends the connection for good: its client does not come back by itself. */
  void close(String reason);

  /** Cuts the connection as a fault of the network would: its client reconnects. */
  void drop(String reason);
}
