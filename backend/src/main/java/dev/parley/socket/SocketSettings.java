package dev.parley.socket;

/**
 * How much one connection may say.
 *
 * @param eventsPerSecond sustained rate of events of every kind but presence
 * @param eventBurst how many may come at once
 * @param presencePerSecond carets per second; what is beyond is dropped without a word
 * @param excessPerSecond events of any kind beyond these rates that are borne for long
 * @param excessBurst how many of those may come at once; who sends more is cut off
 * @param inputLength UTF-16 units in one piece of typed input
 */
public record SocketSettings(
    int eventsPerSecond,
    int eventBurst,
    int presencePerSecond,
    int excessPerSecond,
    int excessBurst,
    int inputLength) {

  /** What a server starts with unless told otherwise. */
  public static final SocketSettings STANDARD =
      new SocketSettings(200, 1_000, 30, 100, 2_000, 64 * 1024);

  public SocketSettings {
    if (eventsPerSecond < 1
        || eventBurst < 1
        || presencePerSecond < 1
        || excessPerSecond < 1
        || excessBurst < 1
        || inputLength < 1) {
      throw new IllegalArgumentException("every bound of a connection is positive");
    }
  }
}
