package dev.parley.socket;

import dev.parley.room.Connection;
import dev.parley.room.ServerMessage;
import dev.parley.socketio.Peer;
import java.util.Optional;
import java.util.OptionalLong;

/** A peer as a room sees it. */
record PeerConnection(Peer peer, MessageWriter writer) implements Connection {

  @Override
  public void hear(ServerMessage message) {
    peer.send(writer.event(message));
  }

  @Override
  public void whenRead(Runnable step) {
    peer.whenRead(step);
  }

  @Override
  public void glimpse(ServerMessage message) {
    if (peer.isWritable()) {
      peer.send(writer.event(message));
    }
  }

  @Override
  public Optional<Long> roundTrip() {
    OptionalLong measured = peer.roundTrip();
    return measured.isPresent() ? Optional.of(measured.getAsLong()) : Optional.empty();
  }

  @Override
  public void close(String reason) {
    peer.close(reason);
  }

  @Override
  public void drop(String reason) {
    peer.drop(reason);
  }
}
