package dev.parley.room;

/**
 * The bounds of one shared text.
 *
 * @param maxLength units a text may grow to
 * @param tail changes kept to move late ones forward; who is further behind gets the text anew
 * @param tailUnits what these may weigh together, in units of text; a section weighs four
 * @param maxChangesPerPush changes in one submission
 * @param clientsRemembered clients whose last number is known beyond the tail
 * @param checkable changes that are taken back to see what a page's copy of the text should be
 * @param textsRemembered texts sent to one whole-text client that it may still be looking at
 */
public record DocumentLimits(
    int maxLength,
    int tail,
    int tailUnits,
    int maxChangesPerPush,
    int clientsRemembered,
    int checkable,
    int textsRemembered) {

  /** What a server starts with unless told otherwise. */
  public static final DocumentLimits STANDARD =
      new DocumentLimits(256 * 1024, 10_000, 4 * 1024 * 1024, 1_000, 4_096, 256, 32);

  /** The same for texts of another length. */
  DocumentLimits withLength(int most) {
    return new DocumentLimits(
        most, tail, tailUnits, maxChangesPerPush, clientsRemembered, checkable, textsRemembered);
  }

  public DocumentLimits {
    if (Math.min(maxLength, Math.min(tail, tailUnits)) < 1
        || Math.min(maxChangesPerPush, Math.min(clientsRemembered, textsRemembered)) < 1
        || checkable < 1) {
      throw new IllegalArgumentException("Every limit of a text is at least 1");
    }
  }
}
