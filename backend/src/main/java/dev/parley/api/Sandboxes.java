package dev.parley.api;

/**
 * How many containers stand ready, are made and are used; the port by which the pool and the engine
 * are counted. Answers at once, from any thread.
 */
public interface Sandboxes {

  /**
   * Containers, and runs that wait for one.
   *
   * @param idle ready, and without a program yet
   * @param building being made
   * @param inUse with a program, or on their way out
   * @param waiting runs that wait for a container
   */
  record Count(int idle, int building, int inUse, int waiting) {}

  /** Of all languages together. */
  Count all();

  /** Of one language; nothing but zeros for one that nobody has run. */
  Count of(String language);

  /** Empty network namespaces that wait for a container which somebody waits for. */
  int anchors();
}
