package dev.parley.text;

/** The product's texts end their lines with {@code \n} alone; others are translated at the door. */
public final class LineEnds {
  private LineEnds() {}

  /** The same text with {@code \r\n} and lone {@code \r} turned into {@code \n}. */
  public static String normalise(String text) {
    if (text.indexOf('\r') < 0) {
      return text;
    }
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }
}
