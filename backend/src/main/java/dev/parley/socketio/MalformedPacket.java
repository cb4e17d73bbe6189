package dev.parley.socketio;

/**
 * What a client sent is not in the protocol. Its message names the rule and never repeats the
 * client's bytes, so that it can be logged.
 */
final class MalformedPacket extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedPacket(String rule) {
    super(rule, null, false, false);
  }
}
