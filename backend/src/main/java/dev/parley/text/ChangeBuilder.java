package dev.parley.text;

import java.util.Arrays;
import java.util.Objects;

/** Writes a change section by section and keeps it canonical. Lengths are at least 0. */
public final class ChangeBuilder {
  private int[] lengths = new int[4];
  private String[] inserts = new String[4];
  private int size;
  private long length;
  private long newLength;

  /** The last section's text while pieces are being joined to it; otherwise null. */
  private StringBuilder joining;

  ChangeBuilder() {}

  public ChangeBuilder keep(int length) {
    add(length, null, false);
    return this;
  }

  public ChangeBuilder replace(int length, String insert) {
    add(length, Objects.requireNonNull(insert), false);
    return this;
  }

  /** Sections so far: fewer than were added, if what was added was not canonical. */
  int size() {
    return size;
  }

  /** Adds a section, joining it to the last where they are of a kind or where told to. */
  void add(int section, String insert, boolean join) {
    if (section < 0) {
      throw new IllegalArgumentException("A section of length " + section);
    }
    boolean insertsNothing = insert == null || insert.isEmpty();
    if (section == 0 && insertsNothing) {
      return;
    }
    length += section;
    newLength += insert == null ? section : insert.length();
    if (Math.max(length, newLength) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("A text longer than " + Integer.MAX_VALUE);
    }
    int last = size - 1;
    boolean alike =
        last >= 0 && insertsNothing && joining == null && Objects.equals(insert, inserts[last]);
    boolean inserting = last >= 0 && section == 0 && lengths[last] == 0;
    if (alike || inserting || join) {
      lengths[last] += section;
      if (!insertsNothing) {
        joining = joining == null ? new StringBuilder(inserts[last]) : joining;
        joining.append(insert);
      }
      return;
    }
    settle();
    if (size == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * size);
      inserts = Arrays.copyOf(inserts, 2 * size);
    }
    lengths[size] = section;
    inserts[size++] = insert;
  }

  private void settle() {
    if (joining != null) {
      inserts[size - 1] = joining.toString();
      joining = null;
    }
  }

  public Change build() {
    settle();
    return new Change(
        Arrays.copyOf(lengths, size), Arrays.copyOf(inserts, size), (int) length, (int) newLength);
  }
}
