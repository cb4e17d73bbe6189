package dev.parley.container.docker;

import dev.parley.container.EngineException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows whether the engine is there, by asking it all the time. */
final class Heartbeat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final String OUTAGE =
      "The container engine does not answer, so nothing can run now. Editing goes on.";

  private final Duration period;
  private final Calls calls;
  private final Runnable ping;
  private final Runnable whenUp;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("docker-heartbeat").factory());

  private volatile boolean up;
  private boolean asked;

  /**
   * @param ping throws when the engine is not there, or hangs
   * @param whenUp called on a thread of its own whenever the engine has come (back)
   */
  Heartbeat(Duration period, Calls calls, Runnable ping, Runnable whenUp) {
    this.period = period;
    this.calls = calls;
    this.ping = ping;
    this.whenUp = whenUp;
  }

  /** Asks once, so that the answer is known, and then all the time. */
  void start() {
    check();
    var unused =
        timer.scheduleWithFixedDelay(
            this::check, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  Optional<String> outage() {
    return up ? Optional.empty() : Optional.of(OUTAGE);
  }

  /** Asks now; blocks for the time of one ping at most. */
  synchronized void check() {
    boolean now = true;
    try {
      calls.within(
          period,
          "answer",
          () -> {
            ping.run();
            return true;
          });
    } catch (EngineException e) {
      now = false;
      if (up || !asked) {
        LOG.warn("No container engine: {}", e.getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    asked = true;
    if (now && !up) {
      LOG.info("The container engine answers");
      Thread.ofPlatform().daemon().name("docker-up").start(whenUp);
    }
    up = now;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
