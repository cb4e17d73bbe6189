package dev.parley.socketio;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits for one client. Any thread puts, the session's event loop takes. The bytes of a frame
 * count from the moment it is put until the network has it, so that a client that does not read is
 * found out wherever its bytes pile up.
 */
final class Outbox {

  private final SocketIoSettings.Bounds bounds;
  private final Pings pings;
  private final Queue<Frame> frames = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong pendingBytes = new AtomicLong();

  Outbox(SocketIoSettings.Bounds bounds, Pings pings) {
    this.bounds = bounds;
    this.pings = pings;
  }

  /** False when too much is waiting already. A frame of any size fits when nothing is. */
  boolean put(Frame frame) {
    if (pendingBytes.get() > bounds.maxPendingBytes()
        || count.incrementAndGet() > bounds.maxQueuedPackets()) {
      return false;
    }
    pendingBytes.addAndGet(frame.size());
    frames.add(frame);
    return true;
  }

  /** The next frame, which goes out now, or null. */
  Frame take() {
    Frame frame = frames.poll();
    if (frame != null) {
      if (frame.isPing()) {
        pings.sent(frame.pong());
      }
      count.decrementAndGet();
    }
    return frame;
  }

  /** Whether the next frame is a ping. */
  boolean isPingNext() {
    Frame next = frames.peek();
    return next != null && next.isPing();
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  void written(long bytes) {
    pendingBytes.addAndGet(-bytes);
  }

  long pendingBytes() {
    return pendingBytes.get();
  }
}
