package dev.parley.execution;

import java.time.Duration;

/**
 * Hears what becomes of one run. Calls come one at a time and in order: {@code queued} any number
 * of times, {@code started} at most once, {@code output} and {@code waiting} any number of times,
 * {@code finished} exactly once and last. They come on the run's own thread; an implementation hops
 * to its own and returns.
 */
public interface ExecutionListener {

  /** The run waits for a slot. */
  void queued(Place place);

  /**
   * The program's container has it.
   *
   * @param waited from the request to here
   * @param warm whether a container was ready
   */
  void started(Duration waited, boolean warm);

  /**
   * The program waits for input and there is none; or it does no longer. Said only where it is
   * known.
   */
  void waiting(boolean forInput);

  /** Text the program wrote, decoded, in the order it was written. */
  void output(OutputKind kind, String text);

  /** The end. */
  void finished(Verdict verdict);
}
