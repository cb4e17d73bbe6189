package dev.parley.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A log applied section by section to a text, as the protocol's page describes it and with nothing
 * of the product's: the witness must not be a friend of the accused.
 */
final class PlainLog {

  private String text;

  PlainLog(String start) {
    this.text = start;
  }

  String text() {
    return text;
  }

  /** The lines a change made and the lines it unmade, among those it touched. */
  record Difference(List<String> appeared, List<String> vanished) {}

  /**
   * Applies one change.
   *
   * @throws IllegalArgumentException if it does not fit the text
   */
  Difference apply(JsonNode change) {
    StringBuilder after = new StringBuilder();
    int at = 0;
    int first = -1;
    int lastOld = 0;
    int lastNew = 0;
    for (JsonNode section : change) {
      if (section.isInt()) {
        int keep = section.intValue();
        requireFits(at + keep, change);
        after.append(text, at, at + keep);
        at += keep;
        continue;
      }
      first = first < 0 ? at : first;
      at += section.get(0).intValue();
      requireFits(at, change);
      for (int line = 1; line < section.size(); line++) {
        after.append(line > 1 ? "\n" : "").append(section.get(line).textValue());
      }
      lastOld = at;
      lastNew = after.length();
    }
    if (at != text.length()) {
      throw new IllegalArgumentException(change + " is not of a text of " + text.length());
    }
    String before = text;
    text = after.toString();
    if (first < 0) {
      return new Difference(List.of(), List.of());
    }
    int from = before.lastIndexOf('\n', first - 1) + 1;
    List<String> old = lines(before, from, lastOld);
    List<String> fresh = lines(text, from, lastNew);
    List<String> appeared = new ArrayList<>(fresh);
    old.forEach(appeared::remove);
    List<String> vanished = new ArrayList<>(old);
    fresh.forEach(vanished::remove);
    return new Difference(appeared, vanished);
  }

  private void requireFits(int end, JsonNode change) {
    if (end > text.length()) {
      throw new IllegalArgumentException(change + " goes beyond " + text.length());
    }
  }

  private static List<String> lines(String text, int from, int to) {
    int end = text.indexOf('\n', to);
    return List.of(text.substring(from, end < 0 ? text.length() : end).split("\n", -1));
  }
}
