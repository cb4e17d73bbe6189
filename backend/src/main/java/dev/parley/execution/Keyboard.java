package dev.parley.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.container.Sandbox;
import java.util.ArrayList;
import java.util.List;

/**
 * What people type into a program. Before the program starts it is kept, up to the bound; then it
 * passes straight on. Any thread.
 */
final class Keyboard {

  private final int bound;
  private final List<byte[]> kept = new ArrayList<>();
  private int keptBytes;
  private Window window;
  private boolean ended;
  private boolean disconnected;
  private Sandbox sandbox;

  /**
   * @param bound bytes kept at most
   * @param first what is typed before anybody types
   */
  Keyboard(int bound, String first) {
    this.bound = bound;
    type(first);
  }

  /** Types; false when it was not taken. */
  synchronized boolean type(String text) {
    if (disconnected || ended) {
      return false;
    }
    if (text.isEmpty()) {
      return true;
    }
    byte[] bytes = text.getBytes(UTF_8);
    if (sandbox != null) {
      return sandbox.stdin(bytes);
    }
    if (keptBytes + bytes.length > bound) {
      return false;
    }
    keptBytes += bytes.length;
    kept.add(bytes);
    return true;
  }

  synchronized void end() {
    if (!ended && sandbox != null) {
      sandbox.eof();
    }
    ended = true;
  }

  synchronized void resize(Window to) {
    window = to;
    if (sandbox != null) {
      sandbox.resize(to.columns(), to.rows());
    }
  }

  /** The program has started; what was kept goes in. */
  synchronized void connect(Sandbox to) {
    sandbox = to;
    kept.forEach(to::stdin);
    kept.clear();
    if (window != null) {
      to.resize(window.columns(), window.rows());
    }
    if (ended) {
      to.eof();
    }
  }

  /** The run is over: nothing is taken any more. */
  synchronized void disconnect() {
    disconnected = true;
    sandbox = null;
    kept.clear();
  }
}
