package dev.parley.container.docker;

import dev.parley.container.EngineException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Network namespaces made ahead, for containers that somebody waits for.
 *
 * <p>Half of the time in which the engine starts a container it spends on the container's network
 * namespace, also when there is to be nothing in it. A container may join another's instead. So a
 * few containers wait in which nothing runs but the supervisor: anchors. One serves one container
 * and is destroyed with it, as everything here serves one run; two strangers never meet on a
 * loopback interface.
 *
 * <p>Safe from any thread. Anchors are made one at a time, on a virtual thread.
 */
final class Anchors implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);

  /**
   * How long the one being made is waited for at the end: as long as the pool waits for its own.
   */
  private static final Duration CLOSING = Duration.ofSeconds(8);

  /** Makes a container in which nothing runs but the supervisor. */
  interface Foundry {
    DockerSandbox make() throws EngineException, InterruptedException;
  }

  private final int most;
  private final Deque<DockerSandbox> waiting = new ArrayDeque<>();
  private boolean making;
  private boolean closed;

  /**
   * @param most how many wait; 0 for none
   */
  Anchors(int most) {
    this.most = most;
  }

  /** An anchor that is the caller's to close; empty when none waits. */
  synchronized Optional<DockerSandbox> take() {
    DockerSandbox next = waiting.poll();
    while (next != null && !next.alive()) {
      bury(next);
      next = waiting.poll();
    }
    return Optional.ofNullable(next);
  }

  /** Makes what is missing, later and elsewhere. */
  synchronized void restock(Foundry foundry) {
    if (!making && !closed && waiting.size() < most) {
      making = true;
      Thread.ofVirtual().name("anchor").start(() -> fill(foundry));
    }
  }

  private void fill(Foundry foundry) {
    try {
      while (isShort()) {
        keep(foundry.make());
      }
    } catch (EngineException e) {
      LOG.debug("No anchor now: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      over();
    }
  }

  private synchronized boolean isShort() {
    return !closed && waiting.size() < most;
  }

  private synchronized void over() {
    making = false;
    notifyAll();
  }

  private void keep(DockerSandbox anchor) {
    boolean late;
    synchronized (this) {
      late = closed;
      if (!late) {
        waiting.add(anchor);
      }
    }
    if (late) {
      anchor.close();
      return;
    }
    // A dead one would stay until somebody comes for it: nobody may for hours.
    anchor.whenDead(reason -> drop(anchor));
  }

  private synchronized void drop(DockerSandbox anchor) {
    if (waiting.remove(anchor)) {
      bury(anchor);
    }
  }

  /** How many wait. */
  synchronized int waiting() {
    return waiting.size();
  }

  private static void bury(DockerSandbox anchor) {
    Thread.ofVirtual().name("bury-anchor").start(anchor::close);
  }

  /** Destroys what waits and what is being made. */
  @Override
  public void close() {
    Deque<DockerSandbox> left;
    synchronized (this) {
      closed = true;
      left = new ArrayDeque<>(waiting);
      waiting.clear();
    }
    left.forEach(DockerSandbox::close);
    awaitMade();
  }

  /** Whoever closes takes the engine away next, and one half made would be left over. */
  private synchronized void awaitMade() {
    long end = System.nanoTime() + CLOSING.toNanos();
    try {
      for (long left = CLOSING.toMillis(); making && left > 0; ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
