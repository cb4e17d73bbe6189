package dev.parley.container;

/**
 * Hears what comes out of a sandbox: one call at a time, in order, {@link #exited} once and last. A
 * call that blocks holds the program back, which is how pressure reaches it.
 */
public interface OutputSink {

  /** The compiler has begun. */
  void compiling();

  /** The program has begun. */
  void running();

  /** The program sleeps in a read of its input, and there is none; or it no longer does. */
  void waiting(boolean forInput);

  /** Bytes that nobody else keeps. */
  void output(Stream stream, byte[] bytes);

  void exited(Exit exit);

  /** Which of the sandbox's streams. */
  enum Stream {
    COMPILER,
    STDOUT,
    STDERR
  }
}
