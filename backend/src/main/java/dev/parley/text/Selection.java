package dev.parley.text;

import java.util.List;

/**
 * What somebody has selected, in UTF-16 units: one or more ranges, a caret being an empty one.
 * Presence carries it; it follows the text through changes and is never part of the text's history.
 */
public record Selection(List<Range> ranges) {
  /** More carets than this are nobody's carets. */
  public static final int MOST_RANGES = 100;

  public Selection {
    ranges = List.copyOf(ranges);
    if (ranges.isEmpty() || ranges.size() > MOST_RANGES) {
      throw new IllegalArgumentException("A selection has 1 to " + MOST_RANGES + " ranges");
    }
  }

  /** From where selecting began to where the caret is, which may be before it. */
  public record Range(int anchor, int head) {
    public Range {
      if (anchor < 0 || head < 0) {
        throw new IllegalArgumentException("A position below 0");
      }
    }

    /** Follows a change; text inserted at its edges stays outside. */
    Range map(Change change) {
      Range fit = clamp(change.length());
      int from = Math.min(fit.anchor, fit.head);
      int to = Math.max(fit.anchor, fit.head);
      if (from == to) {
        int caret = change.mapPosition(from, -1);
        return new Range(caret, caret);
      }
      int newFrom = change.mapPosition(from, 1);
      int newTo = Math.max(newFrom, change.mapPosition(to, -1));
      return fit.anchor <= fit.head ? new Range(newFrom, newTo) : new Range(newTo, newFrom);
    }

    Range clamp(int length) {
      return new Range(Math.min(anchor, length), Math.min(head, length));
    }
  }

  public static Selection caret(int position) {
    return new Selection(List.of(new Range(position, position)));
  }

  /** The same selection after a change; ranges beyond the end of the text are drawn to its end. */
  public Selection map(Change change) {
    return new Selection(ranges.stream().map(range -> range.map(change)).toList());
  }

  /** The same selection within a text of this length. */
  public Selection clamp(int length) {
    return new Selection(ranges.stream().map(range -> range.clamp(length)).toList());
  }
}
