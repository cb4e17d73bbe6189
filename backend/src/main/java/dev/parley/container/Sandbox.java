package dev.parley.container;

import java.util.function.Consumer;

/**
 * A started container that waits for one program, runs it, and is destroyed. Methods may be called
 * from any thread and return at once, {@link #close} and {@link #confine} apart; after the end they
 * do nothing.
 */
public interface Sandbox extends AutoCloseable {

  /** Names the container in logs. Never shown to people. */
  String id();

  /** Whether it can still be given a program, or is running one. */
  boolean alive();

  /** Calls back, once, should the sandbox die before it was started; at once if it has. */
  void whenDead(Consumer<String> reason);

  /**
   * Gives it less memory than its language has, before the program is handed over. Blocks for one
   * call to the engine; where that fails the language's own limit stays.
   */
  void confine(long memory);

  /** Hands over the program. Once per sandbox; everything that follows goes to the sink. */
  void start(RunRequest request, OutputSink sink);

  /**
   * Types into the program.
   *
   * @return false when more is waiting than the bound allows, or the program has ended
   */
  boolean stdin(byte[] bytes);

  /** Ends the program's standard input. */
  void eof();

  void resize(int columns, int rows);

  /** Sends a signal to the program. It queues behind input, so {@link #kill} is the sure way. */
  void signal(int number);

  /** Ends the container from outside; the sink hears of it. */
  void kill();

  /** Destroys the container. Blocks within the engine's time limits. */
  @Override
  void close();
}
