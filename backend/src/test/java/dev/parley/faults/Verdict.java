package dev.parley.faults;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the judge found; every list names what it is about, and is empty in a world without faults.
 *
 * @param strokes made by all clients
 * @param acknowledged of these
 * @param lost acknowledged, but without effect in the end
 * @param doubled with more effect than one
 * @param reordered took effect before an earlier stroke of the same client
 * @param diverged places whose text is not the server's
 * @param strange lines nobody typed
 * @param unanswered still open in the end
 */
public record Verdict(
    long strokes,
    long acknowledged,
    List<String> lost,
    List<String> doubled,
    List<String> reordered,
    List<String> diverged,
    List<String> strange,
    List<String> unanswered) {

  static final Verdict NOTHING =
      new Verdict(0, 0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public Verdict {
    lost = List.copyOf(lost);
    doubled = List.copyOf(doubled);
    reordered = List.copyOf(reordered);
    diverged = List.copyOf(diverged);
    strange = List.copyOf(strange);
    unanswered = List.copyOf(unanswered);
  }

  /** Whether nothing at all was wrong. */
  boolean isClean() {
    return Stream.of(lost, doubled, reordered, diverged, strange, unanswered)
        .allMatch(List::isEmpty);
  }

  Verdict and(Verdict other) {
    return new Verdict(
        strokes + other.strokes,
        acknowledged + other.acknowledged,
        both(lost, other.lost),
        both(doubled, other.doubled),
        both(reordered, other.reordered),
        both(diverged, other.diverged),
        both(strange, other.strange),
        both(unanswered, other.unanswered));
  }

  private static List<String> both(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /** In one line. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%d typed, %d acknowledged, %d lost, %d doubled, %d reordered, %d diverged, %d strange,"
            + " %d unanswered",
        strokes,
        acknowledged,
        lost.size(),
        doubled.size(),
        reordered.size(),
        diverged.size(),
        strange.size(),
        unanswered.size());
  }

  /** The first of everything that is wrong, line by line. */
  String details() {
    StringBuilder all = new StringBuilder();
    add(all, "lost", lost);
    add(all, "doubled", doubled);
    add(all, "reordered", reordered);
    add(all, "diverged", diverged);
    add(all, "strange", strange);
    add(all, "unanswered", unanswered);
    return all.toString();
  }

  private static void add(StringBuilder all, String what, List<String> which) {
    which.stream()
        .limit(10)
        .forEach(each -> all.append(what).append(": ").append(each).append('\n'));
  }
}
