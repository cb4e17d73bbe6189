package dev.parley.text;

import java.util.Arrays;

/**
 * An edit of a whole text, and the algebra that lets several people make edits at once.
 *
 * <h2>What it is</h2>
 *
 * <p>A change walks over the old text from its first unit to its last and says of every section:
 * <em>keep</em> these n units, or <em>replace</em> these n units by that text. Replacing nothing is
 * an insertion, replacing by nothing a deletion. So a change fits texts of exactly one {@link
 * #length() length} and leads to exactly one {@link #newLength() new length}. All lengths and
 * positions are UTF-16 units, which is what both {@code String.length()} and JavaScript count.
 *
 * <pre>
 *   old   a b c d e          keep 1, replace 2 by "X", keep 2, replace 0 by "!"
 *   new   a X d e !          as JSON: [1,[2,"X"],2,[0,"!"]]
 * </pre>
 *
 * <h2>What it is for</h2>
 *
 * <p>Two people edit the same text, one makes A, the other B, neither knows of the other. {@link
 * #map} answers what A means to somebody who already has B. Everything in shared editing rests on
 * one property, for any A and B on the same text:
 *
 * <pre>
 *             text                    A, then map(B over A)
 *           A /  \ B                = B, then map(A over B, before)
 *            /    \
 *  map(B, A) \    / map(A, B, before)
 *             \  /
 *           same text
 * </pre>
 *
 * <p>One of the two must give way where both insert at one place: that is what {@code before} says,
 * and the two sides of the diamond must say the opposite. The server's log decides who: what is in
 * the log came first.
 *
 * <h2>What must not be improved</h2>
 *
 * <p>The semantics are those of CodeMirror's change sets to the last tie, because browsers compute
 * the other side of the diamond with CodeMirror's code. Three things look like details and are not:
 *
 * <ul>
 *   <li><b>Neighbours stay apart.</b> A deletion beside an insertion is two sections and not one
 *       replacement; where a section begins and how much it replaces decides who goes first. Only
 *       keeps join keeps, deletions join deletions, and an insertion joins the insertion before it.
 *       A change in this form, without empty sections, is <em>canonical</em>; every change here is.
 *   <li><b>Never map over a composition.</b> On {@code abc} somebody inserts U at 0 while others
 *       delete a, then insert y at 0. Over the two in turn U ends as {@code yUbc}; over their
 *       composition, which no longer knows whether y stood before or behind the a, as {@code Uybc}.
 *       So whoever rebases walks the log one entry at a time, as the browser does.
 *   <li><b>An insertion survives.</b> If B deletes all around A's insertion, the inserted text
 *       stays where the deletion was. Nobody's typing vanishes because of somebody else's deletion.
 * </ul>
 *
 * <p>Immutable and safe to share. A change that does not fit throws {@link
 * IllegalArgumentException}: whoever takes changes from strangers compares lengths first.
 */
public final class Change {
  /** From this many sections on it is cheaper to write a text anew than to move its parts. */
  private static final int MANY = 64;

  /** Units of the old text that each section covers. */
  private final int[] lengths;

  /** What replaces each section; null where the section is kept. */
  private final String[] inserts;

  private final int length;
  private final int newLength;

  Change(int[] lengths, String[] inserts, int length, int newLength) {
    this.lengths = lengths;
    this.inserts = inserts;
    this.length = length;
    this.newLength = newLength;
  }

  /** The change of a text of this length that changes nothing. */
  public static Change identity(int length) {
    return builder().keep(length).build();
  }

  /** Replaces the units {@code from} to {@code to} of a text of this length by {@code insert}. */
  public static Change of(int length, int from, int to, String insert) {
    if (from < 0 || to < from || length < to) {
      throw new IllegalArgumentException(
          "No range " + from + " to " + to + " in a text of length " + length);
    }
    return builder().keep(from).replace(to - from, insert).keep(length - to).build();
  }

  public static ChangeBuilder builder() {
    return new ChangeBuilder();
  }

  /** Length of the texts this change fits, in UTF-16 units. */
  public int length() {
    return length;
  }

  /** Length of the text it leads to, in UTF-16 units. */
  public int newLength() {
    return newLength;
  }

  public boolean isIdentity() {
    return lengths.length == 0 || (lengths.length == 1 && inserts[0] == null);
  }

  /** Number of sections, the measure of what {@link #map} and {@link #compose} cost. */
  public int sections() {
    return lengths.length;
  }

  /** Units of text that it inserts, which is what a log pays to remember it. */
  public int inserted() {
    int sum = 0;
    for (String insert : inserts) {
      sum += insert == null ? 0 : insert.length();
    }
    return sum;
  }

  /** Units of the old text that it takes away. */
  public int deleted() {
    return length + inserted() - newLength;
  }

  /** Shows each section in turn, from the first to the last. */
  public void forEach(Sections reader) {
    for (int i = 0; i < lengths.length; i++) {
      if (inserts[i] == null) {
        reader.keep(lengths[i]);
      } else {
        reader.replace(lengths[i], inserts[i]);
      }
    }
  }

  /** The text after this change. */
  public String apply(CharSequence text) {
    requireFit(text.length());
    StringBuilder result = new StringBuilder(newLength);
    for (int i = 0, from = 0; i < lengths.length; from += lengths[i++]) {
      if (inserts[i] == null) {
        result.append(text, from, from + lengths[i]);
      } else {
        result.append(inserts[i]);
      }
    }
    return result.toString();
  }

  /**
   * Changes the text where it lies. From the back, so that what is still to be changed has not
   * moved; a change of very many sections is written anew, as each of them moves all behind it.
   */
  public void apply(StringBuilder text) {
    if (lengths.length > MANY) {
      String result = apply((CharSequence) text);
      text.setLength(0);
      text.append(result);
      return;
    }
    requireFit(text.length());
    for (int i = lengths.length - 1, to = length; i >= 0; to -= lengths[i--]) {
      if (inserts[i] != null) {
        text.replace(to - lengths[i], to, inserts[i]);
      }
    }
  }

  /** The change that undoes this one, given the text as it was before it. */
  public Change invert(CharSequence before) {
    requireFit(before.length());
    int[] backLengths = lengths.clone();
    String[] backInserts = inserts.clone();
    for (int i = 0, from = 0; i < lengths.length; from += lengths[i++]) {
      if (inserts[i] != null) {
        backLengths[i] = inserts[i].length();
        backInserts[i] = before.subSequence(from, from + lengths[i]).toString();
      }
    }
    return new Change(backLengths, backInserts, newLength, length);
  }

  /** This change and then {@code next}, which begins where this one ends, as one change. */
  public Change compose(Change next) {
    next.requireFit(newLength);
    if (isIdentity()) {
      return next;
    }
    if (next.isIdentity()) {
      return this;
    }
    ChangeBuilder result = builder();
    Walk a = new Walk(this);
    Walk b = new Walk(next);
    // While a section of either is only partly consumed, what comes out belongs to one section.
    boolean open = false;
    while (!a.done() || !b.done()) {
      if (a.deletes()) {
        result.add(a.input(), "", open);
        a.next();
      } else if (b.inserts()) {
        result.add(0, b.insert(), open);
        b.next();
      } else {
        int piece = Math.min(a.output(), b.input());
        int sizeBefore = result.size();
        if (a.keeps()) {
          result.add(piece, b.insertOnce(), open);
        } else if (b.keeps()) {
          result.add(a.started() ? 0 : a.input(), a.insert(piece), open);
        } else {
          result.add(a.started() ? 0 : a.input(), b.insertOnce(), open);
        }
        boolean more = (!a.keeps() && a.output() > piece) || (!b.keeps() && b.input() > piece);
        open = more && (open || result.size() > sizeBefore);
        a.forwardOutput(piece);
        b.forwardInput(piece);
      }
    }
    return result.build();
  }

  /**
   * What this change is to a text that already has {@code over}, both made on the same text.
   *
   * @param before whether this one goes first where both insert at the same place
   */
  public Change map(Change over, boolean before) {
    over.requireFit(length);
    if (over.isIdentity()) {
      return this;
    }
    ChangeBuilder result = builder();
    Walk a = new Walk(this);
    Walk b = new Walk(over);
    // The section of A whose text is already in the result; its other pieces only delete.
    int written = -1;
    while (!a.done() || !b.done()) {
      if (a.keeps() && b.keeps()) {
        int piece = Math.min(a.input(), b.input());
        result.add(piece, null, false);
        a.forwardInput(piece);
        b.forwardInput(piece);
      } else if (b.changes() && (!a.changes() || written == a.index() || b.precedes(a, before))) {
        // B's next change starts first. Its text is there and is kept; what A does inside of what
        // B deletes comes to nothing, except that A's text stays if its section ends in there.
        result.add(b.insert().length(), null, false);
        for (int left = b.input(); left > 0; ) {
          int piece = Math.min(a.input(), left);
          if (a.changes() && written < a.index() && a.input() <= piece) {
            result.add(0, a.insert(), false);
            written = a.index();
          }
          a.forwardInput(piece);
          left -= piece;
        }
        b.next();
      } else {
        // A's section, as far as B's next insertion: what B keeps is A's to delete, what B deletes
        // is gone already.
        int length = 0;
        int left = a.input();
        while (left > 0 && (b.keeps() || (b.deletes() && b.input() < left))) {
          int piece = Math.min(left, b.input());
          length += b.keeps() ? piece : 0;
          left -= piece;
          b.forwardInput(piece);
        }
        result.add(length, written < a.index() ? a.insert() : "", false);
        written = a.index();
        a.forwardInput(a.input() - left);
      }
    }
    return result.build();
  }

  /**
   * Where a position of the old text is in the new one.
   *
   * @param position from 0 to {@link #length()}
   * @param association below 0 the position sticks to what is before it and stays in front of text
   *     inserted there, otherwise to what is behind it
   */
  public int mapPosition(int position, int association) {
    if (position < 0 || position > length) {
      throw new IllegalArgumentException(
          "No position " + position + " in a text of length " + length);
    }
    int to = 0;
    for (int i = 0, from = 0; i < lengths.length; from += lengths[i++]) {
      int end = from + lengths[i];
      if (inserts[i] == null) {
        if (end > position) {
          return to + position - from;
        }
        to += lengths[i];
      } else {
        if (end > position || (end == position && association < 0 && lengths[i] == 0)) {
          return position == from || association < 0 ? to : to + inserts[i].length();
        }
        to += inserts[i].length();
      }
    }
    return to;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Change that
        && Arrays.equals(lengths, that.lengths)
        && Arrays.equals(inserts, that.inserts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(lengths) + Arrays.hashCode(inserts);
  }

  /** The JSON form. */
  @Override
  public String toString() {
    return ChangeJson.write(this);
  }

  /** Units of the old text that a section covers. */
  int sectionLength(int index) {
    return lengths[index];
  }

  /** What replaces a section; null where it is kept. */
  String sectionInsert(int index) {
    return inserts[index];
  }

  private void requireFit(int textLength) {
    if (textLength != length) {
      throw new IllegalArgumentException(
          "A change of a text of length " + length + " meets a text of length " + textLength);
    }
  }

  /** Reads a change section by section; {@link ChangeBuilder} is its counterpart. */
  public interface Sections {
    void keep(int length);

    void replace(int length, String insert);
  }
}
