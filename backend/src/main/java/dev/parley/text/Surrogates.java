package dev.parley.text;

/**
 * Characters beyond the first 65,536 are two units, a pair of surrogates. Half a pair is no text:
 * it is lost or mangled by every encoding on its way, so no change may bring one or tear one.
 */
public final class Surrogates {
  private Surrogates() {}

  /** Whether a position lies between the two halves of a pair. */
  public static boolean inside(CharSequence text, int position) {
    return position > 0
        && position < text.length()
        && Character.isSurrogatePair(text.charAt(position - 1), text.charAt(position));
  }

  /** Whether every surrogate of the text has its other half. */
  public static boolean wellFormed(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && !paired(text, i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a change brings only whole characters and takes only whole ones from this text. */
  public static boolean respects(Change change, CharSequence before) {
    var check =
        new Change.Sections() {
          private int position;
          private boolean whole = true;

          @Override
          public void keep(int length) {
            position += length;
          }

          @Override
          public void replace(int length, String insert) {
            whole &= wellFormed(insert) && !inside(before, position);
            position += length;
            whole &= !inside(before, position);
          }
        };
    change.forEach(check);
    return check.whole;
  }

  /** Whether the surrogate at this index is half of a pair. */
  static boolean paired(CharSequence text, int index) {
    return inside(text, index) || inside(text, index + 1);
  }
}
