package dev.parley.room;

import dev.parley.room.Document.Accepted;
import dev.parley.room.Document.Outcome;
import dev.parley.room.Document.Recognised;
import dev.parley.text.Change;
import dev.parley.text.LineEnds;
import dev.parley.text.TextDiff;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One connection whose client knows nothing of changes: it is sent whole texts and sends whole
 * texts.
 *
 * <p>What such a client did is the difference between the text it sends and <em>the text it was
 * looking at</em>, which is seldom the document's: texts are under way in both directions. Compared
 * with the wrong text, everything others typed in between looks like this client's deletion (and is
 * lost) or like its typing (and is doubled). So the connection is treated as a branch:
 *
 * <pre>
 *   text it looks at (shown)  --- its edit --->  text it sends
 *          |                                        |
 *        bridge: all it has not seen              bridge'
 *          v                                        v
 *   document                  --- moved edit ->  document'
 * </pre>
 *
 * <p>The text it looks at is the one it sent last, or one that was sent to it since. A client that
 * echoes revisions says which. Of others it is known all the same: every text goes out between two
 * pings, and messages stay in order both ways. What comes before the first pong was typed without
 * the text ({@link #mayHave}), what comes after the second in knowledge of it ({@link #has}), and
 * in the moment between the two it is the text from which the new one is the smallest step.
 *
 * <p><b>What cannot be known.</b> Whether a client that has a text also shows it. One whose typing
 * and hearing are two threads may send its own text on in the moment between; one that collects
 * typing may leave aside what it hears meanwhile, instead of sending first and showing then. Where
 * such an edit would take away all that others have just put in, and from an earlier text would be
 * a step less than half as long, the earlier text is believed and nobody's text is lost. Where the
 * two touch, it looks like an edit that was meant, and is one. Without pongs the text it looked at
 * is guessed throughout: the one from which its new text is the smallest step.
 *
 * <p>The bridge is one composed change, although a {@link Document} never composes: there the
 * client computes the other side and must meet the same ties; here nobody does, the client is
 * simply sent what came of it. Lives on the room's lane.
 */
public final class WholeTextBranch {
  /** Candidates compared closely, after a quick look at all. */
  private static final int CLOSELY = 4;

  private final String client;
  private final String by;
  private final int textsRemembered;

  /** What the client looks at, as far as is known; null before it was sent anything. */
  private String shown;

  /** The revision it last took over from what it was sent. */
  private long label;

  /** From {@link #shown} to the document at revision {@link #bridged}. */
  private Change bridge;

  private long bridged;

  /** What was sent to it since, oldest first; it may be looking at any of these. */
  private final Deque<Sent> later = new ArrayDeque<>();

  private long next;

  /** Texts that a client may leave unanswered before it is taken for one that does not answer. */
  private static final int UNANSWERED = 20;

  /** Counts the texts sent to it. */
  private long sent;

  /** The newest that it has for certain, and the newest that it may have. */
  private long had;

  private long maybe;

  private record Sent(long number, long revision, String text) {}

  private record Step(Optional<Sent> from, Change edit, int places) {
    /** Another place to go to costs as much as a dozen units typed; so does putting for taking. */
    private static final int PLACE = 12;

    static final Comparator<Step> LIKELIEST = Comparator.comparingLong(Step::effort);

    static Step of(Optional<Sent> from, Change edit) {
      int[] places = {0};
      edit.forEach(
          new Change.Sections() {
            @Override
            public void keep(int length) {}

            @Override
            public void replace(int length, String insert) {
              places[0]++;
            }
          });
      return new Step(from, edit, places[0]);
    }

    private long effort() {
      boolean both = Math.min(edit.deleted(), edit.inserted()) > 0;
      return TextDiff.cost(edit) + (long) PLACE * (places + (both ? 1 : 0));
    }

    /** Whether this step makes another hard to believe: it is something, and the other far more. */
    boolean contradicts(Step other) {
      return places > 0 && 2 * effort() < other.effort();
    }
  }

  /**
   * What became of a typed text.
   *
   * @param merged whether the sender has to be sent the document's text, because it may now look at
   *     another
   */
  public record Typed(Outcome outcome, boolean merged) {}

  /**
   * The branch of one connection and one file.
   *
   * @param client a name for its changes that was never used in this document
   * @param by the participant its changes are attributed to
   */
  public WholeTextBranch(String client, String by, DocumentLimits limits) {
    this.client = client;
    this.by = by;
    this.textsRemembered = limits.textsRemembered();
  }

  /**
   * The document's text at a revision is being sent to this client.
   *
   * @return the number of that text, for {@link #has}
   */
  public long sent(long revision, String text) {
    Sent one = new Sent(++sent, revision, text);
    if (shown == null) {
      lookAt(one);
    } else {
      later.addLast(one);
      if (later.size() > textsRemembered) {
        long newest = had;
        // The newest that it has is never the one to forget.
        later.remove(later.stream().filter(s -> s.number() != newest).findFirst().orElseThrow());
      }
    }
    return sent;
  }

  /** The text of this number is about to reach the client; what it sent before, it sent without. */
  public void mayHave(long number) {
    maybe = Math.max(maybe, number);
  }

  /** The client has the text of this number: what it sends from now on, it knows. */
  public void has(long number) {
    mayHave(number);
    had = Math.max(had, number);
  }

  /** How far a text is from what the client may be looking at, roughly. */
  long distance(String code) {
    String typed = LineEnds.normalise(code);
    return Stream.concat(Stream.ofNullable(shown), later.stream().map(Sent::text))
        .mapToLong(text -> TextDiff.roughCost(text, typed))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /**
   * The client's text is now {@code code}.
   *
   * @param revision of the text it was sent last and has taken over, if it tells
   */
  public Typed type(Document document, String code, OptionalLong revision) {
    if (shown == null) {
      sent(document.revision(), document.text());
    }
    String typed = LineEnds.normalise(code);
    Step step = step(typed, revision);
    step.from().ifPresent(this::lookAt);
    catchUp(document);
    Outcome outcome = take(document, step.edit(), typed);
    boolean same = document.text().equals(typed);
    return new Typed(outcome, !same || !later.isEmpty());
  }

  private Outcome take(Document document, Change edit, String typed) {
    Change moved = edit.map(bridge, false);
    Outcome outcome = new Recognised(document.revision());
    if (!moved.isIdentity()) {
      outcome =
          document.accept(
              new Submission(client, by, document.revision(), next, List.of(moved), "whole_text"));
      if (!(outcome instanceof Accepted)) {
        return outcome;
      }
      next++;
    }
    shown = typed;
    bridge = bridge.map(edit, true);
    bridged = document.revision();
    if (document.text().equals(typed)) {
      bridge = Change.identity(typed.length());
    }
    return outcome;
  }

  /** From which text the client came to this one, and how. */
  private Step step(String typed, OptionalLong revision) {
    Step stay = step(Optional.empty(), typed);
    if (revision.isPresent()) {
      long echo = revision.getAsLong();
      Optional<Step> named =
          later.stream()
              .filter(sent -> sent.revision() == echo)
              .findFirst()
              .map(sent -> step(Optional.of(sent), typed));
      if (echo == label) {
        // The same revision may have been sent again and have replaced what was typed on it.
        return named.map(again -> again(stay, again)).orElse(stay);
      }
      if (named.isPresent()) {
        return named.get();
      }
    }
    // Of two that are as likely, people repeat themselves sooner than what they have not seen. But
    // what equals their own text may as well be still under way, and be taken over after this.
    if (had == 0 || sent - had > UNANSWERED) {
      return guess(typed, Long.MAX_VALUE);
    }
    Step known =
        later.stream()
            .filter(text -> text.number() <= had)
            .reduce((earlier, newest) -> newest)
            .map(newest -> step(Optional.of(newest), typed))
            .orElse(stay);
    Step guess = guess(typed, had);
    if (guess.contradicts(known) && takesAwayAllThatIsFresh(guess, known)) {
      return guess;
    }
    return likeliest(
        Stream.concat(
            Stream.of(known),
            later.stream()
                .filter(text -> text.number() > had && text.number() <= maybe)
                .map(text -> step(Optional.of(text), typed))));
  }

  /** Whether a step takes away all that others have put in since the text another starts from. */
  private boolean takesAwayAllThatIsFresh(Step earlier, Step known) {
    Change fresh = TextDiff.diff(textOf(earlier), textOf(known));
    return fresh.inserted() > 0
        && fresh.compose(known.edit()).inserted() == known.edit().inserted();
  }

  private String textOf(Step step) {
    return step.from().map(Sent::text).orElse(shown);
  }

  /** The likeliest step from what the client may look at, of the texts up to a number. */
  private Step guess(String typed, long upTo) {
    return likeliest(
        Stream.concat(
            later.stream()
                .filter(sent -> sent.number() <= upTo && !sent.text().equals(shown))
                .sorted(Comparator.comparingLong(s -> TextDiff.roughCost(s.text(), typed)))
                .limit(CLOSELY)
                .map(sent -> step(Optional.of(sent), typed)),
            Stream.of(step(Optional.empty(), typed))));
  }

  private Step again(Step stay, Step again) {
    long number = again.from().orElseThrow().number();
    if (had == 0 || (number > had && number <= maybe)) {
      return likeliest(Stream.of(stay, again));
    }
    return number <= had ? again : stay;
  }

  private static Step likeliest(Stream<Step> steps) {
    return steps.min(Step.LIKELIEST).orElseThrow();
  }

  private Step step(Optional<Sent> from, String typed) {
    return Step.of(from, TextDiff.diff(from.map(Sent::text).orElse(shown), typed));
  }

  /** The client has taken over a text it was sent; whatever it showed before is gone. */
  private void lookAt(Sent sent) {
    shown = sent.text();
    label = sent.revision();
    bridge = Change.identity(shown.length());
    bridged = label;
    boolean reached = later.isEmpty();
    while (!reached) {
      reached = later.removeFirst().equals(sent);
    }
  }

  /** Leads the bridge to the document as it is. */
  private void catchUp(Document document) {
    Optional<List<AcceptedChange>> since = document.since(bridged);
    if (since.isPresent()) {
      for (AcceptedChange entry : since.get()) {
        bridge = bridge.compose(entry.change());
      }
    } else {
      // Longer silent than the log remembers: what differs is all that is known.
      bridge = TextDiff.diff(shown, document.text());
    }
    bridged = document.revision();
  }
}
