package dev.parley.replay;

/**
 * The bounds of looking back.
 *
 * @param pageEntries entries read at a time, which bounds the memory a replay takes
 * @param pasteUnits a change that inserts more UTF-16 units than this is marked as a large paste
 * @param maxMarkers markers in one timeline; what comes after is counted but not marked
 */
public record ReplaySettings(int pageEntries, int pasteUnits, int maxMarkers) {

  /** The usual bounds. */
  public static final ReplaySettings STANDARD = new ReplaySettings(500, 200, 5_000);

  public ReplaySettings {
    if (pageEntries < 1 || pasteUnits < 0 || maxMarkers < 0) {
      throw new IllegalArgumentException("a bound of replay is below its least value");
    }
  }
}
