package dev.parley.socketio;

/** The packet types of Socket.IO protocol 5. */
enum PacketType {
  CONNECT('0'),
  DISCONNECT('1'),
  EVENT('2'),
  ACK('3'),
  CONNECT_ERROR('4'),
  BINARY_EVENT('5'),
  BINARY_ACK('6');

  private final char digit;

  PacketType(char digit) {
    this.digit = digit;
  }

  char digit() {
    return digit;
  }

  boolean isBinary() {
    return this == BINARY_EVENT || this == BINARY_ACK;
  }
}
