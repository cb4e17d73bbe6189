package dev.parley.text;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.List;

/**
 * From two texts to the change between them. Many small hunks rather than one large: what a hunk
 * spans but did not change would be doubled or lost when it meets somebody else's edit there.
 *
 * <p>Common start and end are cut off first, which leaves nothing to compare after the usual
 * keystroke. The middle is compared character by character while the product of its lengths is
 * small; otherwise line by line, and only within the blocks that differ by character. What is
 * larger still is replaced whole. So the cost is bounded whatever is given (about 0.1 s), and no
 * hunk begins or ends inside a surrogate pair.
 */
public final class TextDiff {
  /** Pairs of elements that one comparison may have to look at. */
  private static final long MOST_PAIRS = 4_000_000;

  private final ChangeBuilder change = Change.builder();
  private long pairsLeft = 2 * MOST_PAIRS;

  private TextDiff() {}

  /** The change that leads from one text to the other. */
  public static Change diff(String from, String to) {
    TextDiff diff = new TextDiff();
    diff.region(from, to, true);
    return diff.change.build();
  }

  /** How much a change changes: typing costs a unit, taking away costs two. */
  public static long cost(Change change) {
    return 2L * change.deleted() + change.inserted();
  }

  /**
   * The cost of replacing all between common start and end: never less than that of the difference,
   * and quickly found.
   */
  public static long roughCost(String from, String to) {
    int head = commonHead(from, to);
    int same = head + commonTail(from, to, head);
    return 2L * (from.length() - same) + (to.length() - same);
  }

  private void region(String from, String to, boolean byLines) {
    int head = commonHead(from, to);
    int tail = commonTail(from, to, head);
    change.keep(head);
    middle(
        from.substring(head, from.length() - tail),
        to.substring(head, to.length() - tail),
        byLines);
    change.keep(tail);
  }

  private void middle(String from, String to, boolean byLines) {
    if (from.isEmpty() || to.isEmpty()) {
      change.replace(from.length(), to);
    } else if (affordable(from.length(), to.length())) {
      hunks(characters(from), characters(to), false);
    } else {
      List<String> fromLines = lines(from);
      List<String> toLines = lines(to);
      if (byLines && affordable(fromLines.size(), toLines.size())) {
        hunks(fromLines, toLines, true);
      } else {
        change.replace(from.length(), to);
      }
    }
  }

  /** The comparison's effort grows with the square of both lengths together, however lopsided. */
  private boolean affordable(long from, long to) {
    long pairs = (from + to) * (from + to) / 4;
    boolean affordable = pairs <= Math.min(MOST_PAIRS, pairsLeft);
    pairsLeft -= affordable ? pairs : 0;
    return affordable;
  }

  /** Compares element by element; what differs is looked at more closely, if asked for. */
  private void hunks(List<String> from, List<String> to, boolean closer) {
    StringBuilder old = new StringBuilder();
    StringBuilder replacement = new StringBuilder();
    int done = 0;
    for (var delta : DiffUtils.diff(from, to, new MyersDiffWithLinearSpace<>()).getDeltas()) {
      int start = delta.getSource().getPosition();
      // The library tells an insertion and a deletion at one place as two; they are one hunk.
      if (start > done) {
        hunk(old, replacement, closer);
        keep(from.subList(done, start));
      }
      delta.getSource().getLines().forEach(old::append);
      delta.getTarget().getLines().forEach(replacement::append);
      done = start + delta.getSource().size();
    }
    hunk(old, replacement, closer);
    keep(from.subList(done, from.size()));
  }

  private void hunk(StringBuilder old, StringBuilder replacement, boolean closer) {
    if (closer) {
      region(old.toString(), replacement.toString(), false);
    } else {
      change.replace(old.length(), replacement.toString());
    }
    old.setLength(0);
    replacement.setLength(0);
  }

  private void keep(List<String> elements) {
    change.keep(elements.stream().mapToInt(String::length).sum());
  }

  private static int commonHead(String from, String to) {
    int most = Math.min(from.length(), to.length());
    int head = 0;
    while (head < most && from.charAt(head) == to.charAt(head)) {
      head++;
    }
    return Surrogates.inside(from, head) || Surrogates.inside(to, head) ? head - 1 : head;
  }

  private static int commonTail(String from, String to, int head) {
    int most = Math.min(from.length(), to.length()) - head;
    int tail = 0;
    while (tail < most
        && from.charAt(from.length() - 1 - tail) == to.charAt(to.length() - 1 - tail)) {
      tail++;
    }
    boolean tears =
        Surrogates.inside(from, from.length() - tail) || Surrogates.inside(to, to.length() - tail);
    return tears ? tail - 1 : tail;
  }

  private static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  private static List<String> lines(String text) {
    return List.of(text.split("(?<=\n)"));
  }
}
