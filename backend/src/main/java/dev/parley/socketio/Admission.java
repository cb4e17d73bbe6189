package dev.parley.socketio;

import com.fasterxml.jackson.databind.JsonNode;

/** The application's answer to a peer that wants to enter a namespace. */
public sealed interface Admission {

  /** The peer enters. */
  record Accepted() implements Admission {}

  /**
   * The peer stays outside and its client gets a {@code connect_error}.
   *
   * @param message shown to the client as the error's message
   * @param data the error's data, or null when there is none
   */
  record Refused(String message, JsonNode data) implements Admission {
    public Refused {
      java.util.Objects.requireNonNull(message, "message");
    }
  }

  static Admission accept() {
    return new Accepted();
  }

  static Admission refuse(String message, JsonNode data) {
    return new Refused(message, data);
  }
}
