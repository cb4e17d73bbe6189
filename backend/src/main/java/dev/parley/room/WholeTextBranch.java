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
 * echoes revisions says which. For others it is the one from which its new text is the smallest
 * step: people type a few characters, and undoing somebody else's edit as well would cost more.
 * Only who takes back exactly what somebody else has just done cannot be told from one who has not
 * seen it yet, and has to do it again.
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

  private record Sent(long revision, String text) {}

  private record Step(Optional<Sent> from, Change edit) {
    /**
     * Typing or deleting in one place is likelier than in several, that is likelier than both at
     * once, and small likelier than large.
     */
    static final Comparator<Step> LIKELIEST =
        Comparator.comparingInt(Step::effort).thenComparingLong(s -> TextDiff.cost(s.edit));

    private int effort() {
      if (Math.min(edit.deleted(), edit.inserted()) > 0) {
        return 2;
      }
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
      return places[0] > 1 ? 1 : 0;
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

  /** The document's text at a revision is being sent to this client. */
  public void sent(long revision, String text) {
    Sent sent = new Sent(revision, text);
    if (shown == null) {
      lookAt(sent);
      return;
    }
    later.addLast(sent);
    if (later.size() > textsRemembered) {
      later.removeFirst();
    }
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
        return named.map(again -> likeliest(Stream.of(stay, again))).orElse(stay);
      }
      if (named.isPresent()) {
        return named.get();
      }
    }
    // Of two that are as likely, people repeat themselves sooner than what they have not seen. But
    // what equals their own text may as well be still under way, and be taken over after this.
    return likeliest(
        Stream.concat(
            later.stream()
                .filter(sent -> !sent.text().equals(shown))
                .sorted(Comparator.comparingLong(s -> TextDiff.roughCost(s.text(), typed)))
                .limit(CLOSELY)
                .map(sent -> step(Optional.of(sent), typed)),
            Stream.of(stay)));
  }

  private static Step likeliest(Stream<Step> steps) {
    return steps.min(Step.LIKELIEST).orElseThrow();
  }

  private Step step(Optional<Sent> from, String typed) {
    return new Step(from, TextDiff.diff(from.map(Sent::text).orElse(shown), typed));
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
