package dev.parley.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random edit made without the code under test: its JSON is spelt out section by section, and the
 * text it leads to is pieced together on the way.
 */
public record RandomEdit(String before, String json, String after) {
  private static final String[] LETTERS = {"a", "b", "c", "\n", "\"", "\\", "é", "\ud83d\ude00"};

  public static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }

  /** An edit of this text, with neighbours of every sort. */
  public static RandomEdit of(Random random, String before) {
    return of(random, before, false);
  }

  /** The same, but it may begin and end inside a surrogate pair. */
  static RandomEdit tearing(Random random, String before) {
    return of(random, before, true);
  }

  private static RandomEdit of(Random random, String before, boolean tears) {
    List<String> sections = new ArrayList<>();
    StringBuilder after = new StringBuilder();
    int at = 0;
    int last = -1;
    while (at < before.length() || random.nextInt(3) > 0) {
      int kind = at == before.length() ? 2 : random.nextInt(5);
      if (kind == last && kind < 3) {
        if (at == before.length()) {
          break;
        }
        continue; // Neighbours of a kind would be one section.
      }
      int units = kind == 2 ? 0 : 1 + random.nextInt(Math.min(4, before.length() - at));
      if (!tears
          && units > 0
          && at + units < before.length()
          && Character.isLowSurrogate(before.charAt(at + units))) {
        units++;
      }
      String insert = kind < 2 ? "" : letters(random);
      if (kind == 0) {
        sections.add(Integer.toString(units));
        after.append(before, at, at + units);
      } else {
        sections.add("[" + units + (kind == 1 ? "" : "," + lines(insert)) + "]");
        after.append(insert);
      }
      at += units;
      last = kind;
    }
    return new RandomEdit(before, "[" + String.join(",", sections) + "]", after.toString());
  }

  public Change change() {
    return ChangeJson.parse(json);
  }

  private static String letters(Random random) {
    return LETTERS[random.nextInt(LETTERS.length)] + text(random, 2);
  }

  private static String lines(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
    return "\"" + escaped.replace("\n", "\",\"") + "\"";
  }
}
