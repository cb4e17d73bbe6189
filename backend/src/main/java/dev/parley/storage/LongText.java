package dev.parley.storage;

import java.util.ArrayList;
import java.util.List;

/**
 * A text cut to fit bounded columns.
 *
 * @param head what goes into the row itself
 * @param pieces what goes on in overflow, in order
 */
record LongText(String head, List<String> pieces) {

  /** The columns' lengths in the schema. */
  private static final int HEAD = 32_768;

  private static final int PIECE = 262_144;

  LongText {
    pieces = List.copyOf(pieces);
  }

  static LongText of(String text) {
    if (text.length() <= HEAD) {
      return new LongText(text, List.of());
    }
    int from = cut(text, HEAD);
    String head = text.substring(0, from);
    List<String> pieces = new ArrayList<>();
    while (from < text.length()) {
      int to = text.length() - from <= PIECE ? text.length() : cut(text, from + PIECE);
      pieces.add(text.substring(from, to));
      from = to;
    }
    return new LongText(head, pieces);
  }

  /** Not between the halves of a pair: a database that keeps UTF-8 could not store them apart. */
  private static int cut(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at;
  }
}
