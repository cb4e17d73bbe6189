package dev.parley.socketio;

import java.util.List;
import java.util.OptionalLong;

/** A session's membership in one namespace. */
final class NamespacePeer implements Peer {

  private static final int WRITABLE_BYTES = 64 << 10;

  private final String id;
  private final String namespace;
  private final Session session;
  private volatile boolean in;

  NamespacePeer(String id, String namespace, Session session) {
    this.id = id;
    this.namespace = namespace;
    this.session = session;
  }

  void enter() {
    in = true;
  }

  void leave() {
    in = false;
  }

  /** What tells the client that it is out. */
  Frame farewell() {
    return new PacketBody("", List.of()).frame(PacketType.DISCONNECT, namespace, "");
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public String remoteAddress() {
    return session.remoteAddress();
  }

  @Override
  public void send(EncodedEvent event) {
    if (in) {
      session.send(event.in(namespace));
    }
  }

  void acknowledge(String id, PacketBody body) {
    if (in) {
      session.send(body.frame(PacketType.ACK, namespace, id));
    }
  }

  @Override
  public void whenRead(Runnable step) {
    if (in) {
      session.whenRead(step);
    }
  }

  @Override
  public boolean isWritable() {
    return in && session.pendingBytes() < WRITABLE_BYTES;
  }

  @Override
  public long pendingBytes() {
    return session.pendingBytes();
  }

  @Override
  public OptionalLong roundTrip() {
    return session.roundTrip();
  }

  @Override
  public boolean isConnected() {
    return in;
  }

  @Override
  public void close(String reason) {
    session.end(Ending.kick(reason));
  }

  @Override
  public void drop(String reason) {
    session.end(Ending.drop(reason));
  }

  @Override
  public String toString() {
    return "peer " + id;
  }
}
