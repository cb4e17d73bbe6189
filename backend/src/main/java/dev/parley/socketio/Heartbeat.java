package dev.parley.socketio;

import io.netty.channel.EventLoop;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Pings, and notices when nothing comes back. Whatever the client says after a ping counts as an
 * answer. One timer: it stands either at the next ping or at the end of the wait for an answer, and
 * moves by planned times, so that lateness does not add up. On the session's loop.
 */
final class Heartbeat {

  private static final long LATE = TimeUnit.MILLISECONDS.toNanos(5);

  private final EventLoop loop;
  private final long interval;
  private final long timeout;
  private final Runnable ping;
  private final Runnable silence;
  private Future<?> timer;
  private long plannedAt;
  private boolean waiting;
  private boolean heard;
  private long pingedAt;
  private boolean pongDue;
  private volatile long roundTrip = -1;

  Heartbeat(EventLoop loop, SocketIoSettings.Timing timing, Runnable ping, Runnable silence) {
    this.loop = loop;
    this.interval = timing.pingInterval().toNanos();
    this.timeout = timing.pingTimeout().toNanos();
    this.ping = ping;
    this.silence = silence;
  }

  void start() {
    plan(System.nanoTime() + interval);
  }

  void heard() {
    heard = true;
  }

  /**
   * A pong came.
   *
   * @return whether the round trip is known anew
   */
  boolean ponged() {
    heard = true;
    if (!pongDue) {
      return false;
    }
    pongDue = false;
    roundTrip = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - pingedAt);
    return true;
  }

  /** From the newest ping that was answered to its pong, in milliseconds; from any thread. */
  OptionalLong roundTrip() {
    long measured = roundTrip;
    return measured < 0 ? OptionalLong.empty() : OptionalLong.of(measured);
  }

  /**
   * Whether the wait for an answer is as good as over: a client that fetches its ping only now
   * cannot answer it in time.
   */
  boolean isTooLate() {
    return waiting && !heard && plannedAt - System.nanoTime() < LATE;
  }

  void stop() {
    timer.cancel(false);
  }

  private void plan(long at) {
    plannedAt = at;
    timer = loop.schedule(() -> beat(at), at - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void beat(long planned) {
    if (!waiting) {
      waiting = true;
      heard = false;
      plan(planned + timeout);
      pingedAt = System.nanoTime();
      pongDue = true;
      ping.run();
    } else if (heard) {
      waiting = false;
      plan(Math.max(planned - timeout + interval, System.nanoTime()));
    } else {
      silence.run();
    }
  }
}
