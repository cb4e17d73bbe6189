package dev.parley.room;

import dev.parley.text.Change;
import dev.parley.text.ChangeBuilder;
import dev.parley.text.TextDiff;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Where in a text lies what others have put in lately. */
record Fresh(List<Range> ranges) {

  /** Units of a text, at least one. */
  record Range(int from, int to) {}

  Fresh {
    ranges = List.copyOf(ranges);
  }

  /** What others than a client put in by these changes, in the text after the last of them. */
  static Fresh of(List<AcceptedChange> changes, Predicate<AcceptedChange> unseen) {
    List<Range> ranges = new ArrayList<>();
    for (AcceptedChange entry : changes) {
      Change change = entry.change();
      List<Range> moved = new ArrayList<>();
      for (Range range : ranges) {
        Range there =
            new Range(change.mapPosition(range.from(), 1), change.mapPosition(range.to(), -1));
        if (there.from() < there.to()) {
          moved.add(there);
        }
      }
      if (unseen.test(entry)) {
        change.forEach(new Inserted(moved));
      }
      ranges = apart(moved);
    }
    return new Fresh(ranges);
  }

  /** In order, and none within another. */
  private static List<Range> apart(List<Range> ranges) {
    ranges.sort(Comparator.comparingInt(Range::from));
    List<Range> apart = new ArrayList<>();
    for (Range range : ranges) {
      if (!apart.isEmpty() && range.from() <= apart.getLast().to()) {
        Range last = apart.removeLast();
        apart.add(new Range(last.from(), Math.max(last.to(), range.to())));
      } else {
        apart.add(range);
      }
    }
    return apart;
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** The difference between two texts that leaves all of this as it is, if there is one. */
  Optional<Change> spared(String from, String to) {
    Change plain = TextDiff.diff(from, to);
    if (isKeptBy(plain)) {
      return Optional.of(plain);
    }
    ChangeBuilder spared = Change.builder();
    int fromDone = 0;
    int toDone = 0;
    for (Range range : ranges) {
      String text = from.substring(range.from(), range.to());
      int at = nearest(to, text, toDone, plain.mapPosition(range.from(), 1));
      if (at < 0) {
        return Optional.empty();
      }
      spared
          .append(TextDiff.diff(from.substring(fromDone, range.from()), to.substring(toDone, at)))
          .keep(text.length());
      fromDone = range.to();
      toDone = at + text.length();
    }
    spared.append(TextDiff.diff(from.substring(fromDone), to.substring(toDone)));
    return Optional.of(spared.build());
  }

  private static int nearest(String text, String what, int least, int to) {
    int before = text.lastIndexOf(what, Math.max(to, least));
    int after = text.indexOf(what, Math.max(to, least));
    before = before < least ? -1 : before;
    return after < 0 || (before >= 0 && to - before < after - to) ? before : after;
  }

  boolean isKeptBy(Change edit) {
    boolean[] kept = {true};
    edit.forEach(
        new Change.Sections() {
          private int at;

          @Override
          public void keep(int length) {
            at += length;
          }

          @Override
          public void replace(int length, String insert) {
            int end = at + length;
            kept[0] &=
                length == 0 || ranges.stream().allMatch(r -> r.to() <= at || end <= r.from());
            at = end;
          }
        });
    return kept[0];
  }

  /** Collects where a change inserts. */
  private static final class Inserted implements Change.Sections {
    private final List<Range> ranges;
    private int at;

    Inserted(List<Range> ranges) {
      this.ranges = ranges;
    }

    @Override
    public void keep(int length) {
      at += length;
    }

    @Override
    public void replace(int length, String insert) {
      if (!insert.isEmpty()) {
        ranges.add(new Range(at, at + insert.length()));
      }
      at += insert.length();
    }
  }
}
