package dev.parley.faults;

import java.util.ArrayList;
import java.util.List;
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

  private final String name;
  private final Random random;
  private final History history;
  private final List<String> own = new ArrayList<>();
  private int typed;

  Hand(String name, Random random) {
    this.name = name;
    this.random = random;
    this.history = new History(name);
  }

  String name() {
    return name;
  }

  History history() {
    return history;
  }

  /** The next edit of the text on the screen, written down in the history. */
  Edit next(String text) {
    int kind = own.size() > MOST_LINES ? 0 : random.nextInt(10);
    String line = own.isEmpty() ? "" : own.get(random.nextInt(own.size()));
    int at = line.isEmpty() ? -1 : text.indexOf(line + "\n");
    if (kind < 3 && at >= 0) {
      own.remove(line);
      history.removed(line);
      return new Edit(at, at + line.length() + 1, kind == 2 ? fresh() : "");
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
    String line = "# " + name + "-" + typed++ + ";";
    own.add(line);
    history.typed(line);
    return line + "\n";
  }
}
