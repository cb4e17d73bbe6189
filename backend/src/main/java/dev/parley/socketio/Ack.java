package dev.parley.socketio;

import com.fasterxml.jackson.databind.JsonNode;

/** The answer to one event. Usable from any thread; only the first answer is sent. */
public interface Ack {

  /** Whether the client asked for an answer. Answering without being asked does nothing. */
  boolean wanted();

  /** Answers. Binary travels as {@code BinaryNode}. */
  void send(JsonNode... args);
}
