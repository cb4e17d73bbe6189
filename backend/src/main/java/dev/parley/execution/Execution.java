package dev.parley.execution;

/**
 * A run that was taken. Every method may be called from any thread, returns at once and does
 * nothing once the run has finished.
 */
public interface Execution {

  /** The request's id. */
  String id();

  /**
   * Types into the program.
   *
   * @return false when the text was not taken: the run is over, its input has ended, or more is
   *     waiting than the bound allows
   */
  boolean input(String text);

  /** Ends the program's standard input. */
  void endInput();

  /** Tells the program's terminal its new size. */
  void resize(Window window);

  /**
   * Ends the run, whatever the program thinks of it.
   *
   * @param by who asked, for the verdict's sentence: a person's name, or "the server"
   */
  void stop(String by);

  /** Ends the run because nobody is left who could see it. */
  void abandon();
}
