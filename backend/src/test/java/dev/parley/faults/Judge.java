package dev.parley.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.faults.History.Fate;
import dev.parley.faults.History.Stroke;
import dev.parley.faults.PlainLog.Difference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what people meant and were told against what is there.
 *
 * <p>Every line is typed once in the world and is taken away at most once, by who typed it. So in
 * the end an acknowledged line is there exactly once, unless its removal is acknowledged too, and
 * then it is not there; whatever was never answered may or may not have happened, but once. The
 * logs tell in which order, and that nothing happened twice in between.
 */
final class Judge {

  private final Evidence evidence;
  private final List<String> lost = new ArrayList<>();
  private final List<String> doubled = new ArrayList<>();
  private final List<String> reordered = new ArrayList<>();
  private final List<String> diverged = new ArrayList<>();
  private final List<String> strange = new ArrayList<>();
  private final List<String> unanswered = new ArrayList<>();

  private Judge(Evidence evidence) {
    this.evidence = evidence;
  }

  static Verdict judge(Evidence evidence) {
    return new Judge(evidence).verdict();
  }

  private Verdict verdict() {
    Map<String, Integer> there = new HashMap<>();
    evidence.text().lines().forEach(line -> there.merge(line, 1, Integer::sum));
    evidence.start().lines().forEach(line -> there.merge(line, -1, Integer::sum));
    evidence.histories().forEach(history -> lines(history, there));
    there.forEach((line, times) -> count(strange, times, line));
    evidence.copies().forEach(this::copy);
    evidence.logs().forEach(this::log);
    return new Verdict(
        evidence.histories().stream().mapToLong(History::size).sum(),
        evidence.histories().stream().mapToLong(History::acknowledged).sum(),
        lost,
        doubled,
        reordered,
        diverged,
        strange,
        unanswered);
  }

  private void count(List<String> list, int times, String what) {
    if (times != 0) {
      list.add(evidence.room() + ": " + times + " x " + what);
    }
  }

  /** Whether what one client typed and took away is and is not there. */
  private void lines(History history, Map<String, Integer> there) {
    Map<String, Fate> removals = new HashMap<>();
    for (Stroke stroke : history.strokes()) {
      if (stroke.removes()) {
        removals.put(stroke.line(), stroke.fate());
      }
    }
    for (Stroke stroke : history.strokes()) {
      String named = evidence.room() + ": " + stroke;
      if (stroke.fate() == Fate.OPEN) {
        unanswered.add(named);
      }
      if (stroke.removes()) {
        continue;
      }
      Integer times = there.remove(stroke.line());
      int count = times == null ? 0 : times;
      Fate removal = removals.get(stroke.line());
      if (count > 1) {
        doubled.add(named);
      }
      if (removal == Fate.ACKNOWLEDGED && count > 0) {
        lost.add("the removal of " + named);
      } else if (removal == null && stroke.fate() == Fate.ACKNOWLEDGED && count == 0) {
        lost.add(named);
      }
    }
  }

  private void copy(String place, String text) {
    if (!text.equals(evidence.text())) {
      diverged.add(evidence.room() + ": " + place + " has another text: " + difference(text));
    }
  }

  private String difference(String text) {
    int at = 0;
    int least = Math.min(text.length(), evidence.text().length());
    while (at < least && text.charAt(at) == evidence.text().charAt(at)) {
      at++;
    }
    return "from unit " + at + " of " + text.length() + " instead of " + evidence.text().length();
  }

  private void log(String place, List<JsonNode> changes) {
    Map<String, Turn> typing = new HashMap<>();
    Map<String, Turn> removing = new HashMap<>();
    for (History history : evidence.histories()) {
      int number = 0;
      for (Stroke stroke : history.strokes()) {
        (stroke.removes() ? removing : typing)
            .put(stroke.line(), new Turn(history.client(), number++));
      }
    }
    Map<String, Integer> reached = new HashMap<>();
    Set<String> once = new HashSet<>();
    PlainLog log = new PlainLog(evidence.start());
    try {
      for (JsonNode change : changes) {
        Difference difference = log.apply(change);
        List<Turn> turns = new ArrayList<>();
        for (String line : difference.appeared()) {
          Turn turn = typing.get(line);
          if (turn != null && !once.add(line)) {
            doubled.add(evidence.room() + ": " + line + " appears again in " + place);
          } else if (turn != null) {
            turns.add(turn);
          }
        }
        for (String line : difference.vanished()) {
          if (removing.containsKey(line)) {
            turns.add(removing.get(line));
          }
        }
        inOrder(place, turns, reached);
      }
    } catch (IllegalArgumentException e) {
      diverged.add(evidence.room() + ": " + place + " does not add up: " + e.getMessage());
      return;
    }
    copy(place, log.text());
  }

  /** One change may hold several strokes, and says nothing of their order. */
  private void inOrder(String place, List<Turn> turns, Map<String, Integer> reached) {
    for (Turn turn : turns) {
      int before = reached.getOrDefault(turn.client(), -1);
      if (turn.number() < before) {
        reordered.add(
            evidence.room()
                + ": stroke "
                + turn.number()
                + " of "
                + turn.client()
                + " follows "
                + before
                + " in "
                + place);
      }
    }
    for (Turn turn : turns) {
      reached.merge(turn.client(), turn.number(), Math::max);
    }
  }

  private record Turn(String client, int number) {}
}
