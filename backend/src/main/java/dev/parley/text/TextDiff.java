package dev.parley.text;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.List;

/**
 * From two texts to the change between them. Many small hunks rather than one large: what a hunk
 * spans but did not change would be doubled or lost when it meets somebody else's edit there.
 *
 * <p>Common start and end are cut off first, which leaves nothing to compare after the usual
 * keystroke. A middle of several lines is compared line by line, and only the blocks that differ
 * character by character: lines of a program begin and end alike, and by characters alone half of
 * one would be taken for half of the next, so that what somebody else puts between the two would
 * end up within a line. What is too large to compare is replaced whole. So the cost is bounded
 * whatever is given (about 0.1 s), and no hunk begins or ends inside a surrogate pair.
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
    if (head + tail == from.length() || head + tail == to.length()) {
      oneSided(from, to, head, tail);
    } else if (byLines && (hasBreak(from, head, tail) || hasBreak(to, head, tail))) {
      int start = from.lastIndexOf('\n', head - 1) + 1;
      int end = lineStart(from, from.length() - tail);
      int kept = from.length() - end;
      change.keep(start);
      lines(from.substring(start, end), to.substring(start, to.length() - kept));
      change.keep(kept);
    } else {
      change.keep(head);
      characters(
          from.substring(head, from.length() - tail), to.substring(head, to.length() - tail));
      change.keep(tail);
    }
  }

  /**
   * Something was put in or taken out, once. Between lines that begin alike it could be so at
   * several places; whole lines are meant where it can have been whole lines.
   */
  private void oneSided(String from, String to, int head, int tail) {
    String longer = from.length() > to.length() ? from : to;
    int end = longer.length() - tail;
    int back = 0;
    if (longer.lastIndexOf('\n', end - 1) >= head) {
      while (back < head
          && longer.charAt(head - back - 1) == longer.charAt(end - back - 1)
          && longer.charAt(head - back - 1) != '\n') {
        back++;
      }
      boolean atLineStart = head == back || longer.charAt(head - back - 1) == '\n';
      back = atLineStart && longer.charAt(end - back - 1) == '\n' ? back : 0;
    }
    change.keep(head - back);
    change.replace(
        from.length() - head - tail, to.substring(head - back, to.length() - tail - back));
    change.keep(tail + back);
  }

  private static boolean hasBreak(String text, int head, int tail) {
    int at = text.indexOf('\n', head);
    return at >= 0 && at < text.length() - tail;
  }

  /** The first place from one on where a line begins, or the end. */
  private static int lineStart(String text, int from) {
    if (from == 0 || text.charAt(from - 1) == '\n') {
      return from;
    }
    int at = text.indexOf('\n', from);
    return at < 0 ? text.length() : at + 1;
  }

  private void lines(String from, String to) {
    List<String> fromLines = lines(from);
    List<String> toLines = lines(to);
    if (affordable(fromLines.size(), toLines.size())) {
      hunks(fromLines, toLines, true);
    } else {
      change.replace(from.length(), to);
    }
  }

  private void characters(String from, String to) {
    if (affordable(from.length(), to.length())) {
      hunks(characters(from), characters(to), false);
    } else {
      change.replace(from.length(), to);
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
      lineByLine(lines(old.toString()), lines(replacement.toString()));
    } else {
      change.replace(old.length(), replacement.toString());
    }
    old.setLength(0);
    replacement.setLength(0);
  }

  /** A line that takes another's place keeps what both have; none is pieced together from two. */
  private void lineByLine(List<String> from, List<String> to) {
    int both = Math.min(from.size(), to.size());
    for (int i = 0; i < both; i++) {
      region(from.get(i), to.get(i), false);
    }
    change.replace(
        from.subList(both, from.size()).stream().mapToInt(String::length).sum(),
        String.join("", to.subList(both, to.size())));
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
    return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
  }
}
