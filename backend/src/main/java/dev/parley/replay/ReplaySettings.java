package dev.parley.replay;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The bounds of looking back.
 *
 * @param pageEntries entries read at a time, which bounds the memory a replay takes
 * @param pasteUnits a change that inserts more UTF-16 units than this is marked as a large paste
 * @param maxMarkers markers in one timeline; what comes after is counted but not marked
 * @param timelines rooms whose timeline is kept, so that only what is new must be read
 * @param momentUnits UTF-16 units of text in the moments that are kept, of all rooms together
 * @param kept how long a timeline and a moment that nobody asks for are kept
 */
public record ReplaySettings(
    int pageEntries,
    int pasteUnits,
    int maxMarkers,
    int timelines,
    long momentUnits,
    Duration kept) {

  /** The usual bounds. */
  public static final ReplaySettings STANDARD =
      new ReplaySettings(500, 200, 5_000, 200, 4L << 20, Duration.ofMinutes(10));

  public ReplaySettings {
    if (pageEntries < 1 || pasteUnits < 0 || maxMarkers < 0 || timelines < 0 || momentUnits < 0) {
      throw new IllegalArgumentException("a bound of replay is below its least value");
    }
    requireNonNull(kept, "kept");
  }
}
