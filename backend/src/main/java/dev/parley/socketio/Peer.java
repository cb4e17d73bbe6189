package dev.parley.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/**
 * One client in one namespace. All methods may be called from any thread and never block. Events
 * reach the client in the order of the calls; after the end of the connection they are dropped.
 */
public interface Peer {

  /** Random, new for every connection to a namespace, and fit to be shown to others. */
  String id();

  /** {@code "/"} or a name that starts with a slash. */
  String namespace();

  /** The textual address of the other end of the TCP connection, without port. */
  String remoteAddress();

  /** Sends an event. What is sent before {@link PeerListener#connected} is dropped. */
  default void send(String event, JsonNode... args) {
    send(EncodedEvent.of(event, args));
  }

  /** Sends an event that was encoded once for many peers. */
  void send(EncodedEvent event);

  /**
   * Runs a step, on a thread that must not be blocked, once the client has read everything sent to
   * it before: a ping goes after it, and what the client says after its pong it says in knowledge
   * of all that. Never runs when the connection ends first, or when the client leaves pings
   * unanswered.
   */
  void whenRead(Runnable step);

  /** Whether little enough is waiting (64 KiB) that events which can be left out should be sent. */
  boolean isWritable();

  /**
   * Bytes handed over and not yet written to the network. Above {@code maxPendingBytes} the peer is
   * dropped.
   */
  long pendingBytes();

  /** The newest round trip of a heartbeat in milliseconds; empty before the first. */
  OptionalLong roundTrip();

  /** Whether the peer is in its namespace. */
  boolean isConnected();

  /**
   * Throws the client out: it is told (standard clients then do not come back by themselves), what
   * is waiting is sent if the network takes it at once, and the connection is really closed,
   * whatever the client does.
   */
  void close(String reason);

  /** Cuts the connection as a network fault would: standard clients reconnect by themselves. */
  void drop(String reason);
}
