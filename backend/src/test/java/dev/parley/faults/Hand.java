package dev.parley.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One person's way of editing, whatever the client: lines that look much like everybody else's, at
 * the same few places; some taken away again, some replaced, some pasted together.
 */
final class Hand {

  /** A text and the strokes that lead to it. */
  record Edit(int from, int to, String insert) {

    String apply(String text) {
      return text.substring(0, from) + insert + text.substring(to);
    }
  }

  private static final int MOST_LINES = 30;
  private static final List<String> WORDS = List.of("", "fold", "fill", "add");

  private final String name;
  private final Random random;
  private final History history;
  private final List<String> own = new ArrayList<>();
  private final boolean spells;
  private int typed;

  /** The line that is being spelt, and how much of it is; null between two lines. */
  private String line;

  private int spelt;

  /**
   * A hand.
   *
   * @param spells whether it types single lines letter by letter, instead of all at once
   */
  Hand(String name, boolean spells, Random random) {
    this.name = name;
    this.spells = spells;
    this.random = random;
    this.history = new History(name);
  }

  String name() {
    return name;
  }

  History history() {
    return history;
  }

  /** Whether it is in the middle of a line. */
  boolean isSpelling() {
    return line != null;
  }

  /**
   * The next edit of the text on the screen, its line written down in the history; empty where the
   * line that it is spelling is not to be seen, and it waits for that to come back.
   */
  Optional<Edit> next(String text) {
    if (line != null) {
      return spell(text);
    }
    Edit edit = begin(text);
    boolean single = edit.insert().indexOf('\n') == edit.insert().length() - 1;
    if (!spells || !single || edit.insert().isEmpty()) {
      return Optional.of(edit);
    }
    line = edit.insert().strip();
    spelt = stem(line).length();
    return Optional.of(new Edit(edit.from(), edit.to(), stem(line) + "\n"));
  }

  /** Goes on at the end of the line, as much of it as is to be seen. */
  private Optional<Edit> spell(String text) {
    int end = 0;
    for (String seen : text.split("\n", -1)) {
      end += seen.length();
      if (seen.startsWith(stem(line)) && line.startsWith(seen)) {
        Edit letter = new Edit(end, end, line.substring(spelt, ++spelt));
        line = spelt == line.length() ? null : line;
        return Optional.of(letter);
      }
      end++;
    }
    return Optional.empty();
  }

  /** What tells a line from every other, and is typed at once. */
  private static String stem(String line) {
    return line.substring(0, line.lastIndexOf(' '));
  }

  private Edit begin(String text) {
    int kind = own.size() > MOST_LINES ? 0 : random.nextInt(10);
    String old = own.isEmpty() ? "" : own.get(random.nextInt(own.size()));
    int at = old.isEmpty() ? -1 : text.indexOf(old + "\n");
    if (kind < 3 && at >= 0) {
      own.remove(old);
      history.removed(old);
      return new Edit(at, at + old.length() + 1, kind == 2 ? fresh() : "");
    }
    int place = place(text);
    StringBuilder paste = new StringBuilder(fresh());
    for (int more = kind == 9 ? 1 + random.nextInt(3) : 0; more > 0; more--) {
      paste.append(fresh());
    }
    return new Edit(place, place, paste.toString());
  }

  /** At the top where everybody is, or where some line begins. */
  private int place(String text) {
    return random.nextInt(3) == 0 ? 0 : text.lastIndexOf('\n', random.nextInt(text.length())) + 1;
  }

  private String fresh() {
    String word = WORDS.get(random.nextInt(WORDS.size()));
    String one = "# " + name + "-" + typed++ + " " + word + ";";
    own.add(one);
    history.typed(one);
    return one + "\n";
  }
}
