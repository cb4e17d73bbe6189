package dev.parley.container;

import java.util.concurrent.atomic.AtomicBoolean;

/** A borrowed sandbox. Closing destroys it: nothing one program touched is met by another. */
public final class Lease implements AutoCloseable {

  private final Sandbox sandbox;
  private final boolean warm;
  private final Runnable returned;
  private final AtomicBoolean closed = new AtomicBoolean();

  Lease(Sandbox sandbox, boolean warm, Runnable returned) {
    this.sandbox = sandbox;
    this.warm = warm;
    this.returned = returned;
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  /** Whether it stood ready, as against made on demand. */
  public boolean warm() {
    return warm;
  }

  /** Destroys the sandbox. Blocks within the engine's time limits; the second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        sandbox.close();
      } finally {
        returned.run();
      }
    }
  }
}
