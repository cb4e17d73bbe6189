package dev.parley.text;

/**
 * A walk over a change. It goes along the old text ({@code forwardInput}) or along the new text
 * ({@code forwardOutput}), never both: {@code offset} counts units of the one it goes along.
 */
final class Walk {
  private final Change change;
  private int index;
  private int offset;

  Walk(Change change) {
    this.change = change;
  }

  /** Which section it is at, from 0. */
  int index() {
    return index;
  }

  boolean done() {
    return index == change.sections();
  }

  boolean keeps() {
    return !done() && insert() == null;
  }

  boolean changes() {
    return !done() && insert() != null;
  }

  boolean deletes() {
    return changes() && insert().isEmpty();
  }

  boolean inserts() {
    return changes() && change.sectionLength(index) == 0;
  }

  boolean started() {
    return offset > 0;
  }

  /** Whether its change goes ahead of that one's: it replaces less, or as much and has leave. */
  boolean precedes(Walk other, boolean otherBefore) {
    return !other.started()
        && (input() < other.input() || (input() == other.input() && !otherBefore));
  }

  /** Units of the old text left in this section. */
  int input() {
    return done() ? 0 : change.sectionLength(index) - offset;
  }

  /** Units of the new text left in this section. */
  int output() {
    return keeps() ? input() : insert().length() - offset;
  }

  String insert() {
    return change.sectionInsert(index);
  }

  /** The next units of the section's text. */
  String insert(int units) {
    return insert().substring(offset, offset + units);
  }

  /** The section's text with its first piece, nothing with its others; null if it is kept. */
  String insertOnce() {
    return changes() && started() ? "" : insert();
  }

  void forwardInput(int units) {
    move(units, input());
  }

  void forwardOutput(int units) {
    move(units, output());
  }

  void next() {
    index++;
    offset = 0;
  }

  private void move(int units, int left) {
    if (units == left) {
      next();
    } else {
      offset += units;
    }
  }
}
