package dev.parley.room;

import dev.parley.room.Document.Accepted;
import dev.parley.room.Document.Outcome;
import dev.parley.room.Document.Recognised;
import dev.parley.text.Change;
import dev.parley.text.LineEnds;
import dev.parley.text.TextDiff;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
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
 * echoes revisions says which. Of others it is known nearly always: every text goes out between two
 * pings, and messages stay in order both ways. What comes before the first pong was typed without
 * the text ({@link #mayHave}), what comes after the second with it ({@link #has}). That is proof
 * for a client that does one thing at a time, and such a client is believed. Three kinds do not,
 * and show it by what they send:
 *
 * <ul>
 *   <li><b>Who collects strokes</b> and sends them before showing what has come sends them between
 *       the two pongs. Once that was seen, what comes there was typed without the text.
 *   <li><b>Whose typing and hearing are two threads</b> may answer the ping and send an earlier
 *       text on. Nobody can have read, and meant to take away, what others put in less than {@link
 *       #READING} ago ({@link Fresh}); and nobody retypes what they sent a moment ago to take away
 *       other things. Who seems to do so lags, and was looking at the newest text without such a
 *       wonder. From then on, of all that it has had for no longer than about twice its lag, the
 *       one from which its text is the likeliest step is believed.
 *   <li><b>Who leaves aside</b> what comes while it collects lags for as long as it types; the time
 *       for which nothing fresh can be taken away grows with the lag seen, up to {@link
 *       #LONGEST_READING}.
 * </ul>
 *
 * <p><b>What cannot be known.</b> Of a client that lags, whether a line of its own that came back
 * is not there because it took it away or because it has not seen it; the line then comes back once
 * more rather than being lost. Whether somebody who replaces everything meant what others put in
 * within the last moment too: it stays. Several edits in one text are only the difference they
 * make, so that among lines that hardly differ one may be taken for another. And without pongs all
 * is guessed: the text it looked at is the one from which its new text is the smallest step.
 *
 * <p>The bridge is one composed change, although a {@link Document} never composes: there the
 * client computes the other side and must meet the same ties; here nobody does, the client is
 * simply sent what came of it. Lives on the room's lane.
 */
public final class WholeTextBranch {
  /** Milliseconds within which nobody has read a text and taken away what is new in it. */
  private static final long READING = 500;

  /** The same at most, for a client that was seen to be later than that. */
  private static final long LONGEST_READING = 8_000;

  /** Milliseconds by which two lags of one client differ however small they are. */
  private static final long JITTER = 5;

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
  private final Deque<SentText> later = new ArrayDeque<>();

  private long next;

  /** Texts that a client may leave unanswered before it is taken for one that does not answer. */
  private static final int UNANSWERED = 20;

  /** Counts the texts sent to it. */
  private long sent;

  /** The newest that it has for certain, and the newest that it may have. */
  private long had;

  private long maybe;

  /** Whether it was seen to send what it has collected before it shows what has come. */
  private boolean collects;

  /** Milliseconds by which it was seen to look at an earlier text than it had; 0 for never. */
  private long lag;

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
    SentText one = new SentText(++sent, revision, text);
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

  /**
   * The client has the text of this number.
   *
   * @param now milliseconds since some moment
   */
  public void has(long number, long now) {
    mayHave(number);
    later.stream().filter(text -> text.number() <= number).forEach(text -> text.had(now));
    had = Math.max(had, number);
  }

  /** How far a text is from what the client may be looking at, roughly. */
  long distance(String code) {
    String typed = LineEnds.normalise(code);
    return Stream.concat(Stream.ofNullable(shown), later.stream().map(SentText::text))
        .mapToLong(text -> TextDiff.roughCost(text, typed))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /**
   * The client's text is now {@code code}.
   *
   * @param revision of the text it was sent last and has taken over, if it tells
   * @param now milliseconds since the same moment as in {@link #has}
   */
  public Typed type(Document document, String code, OptionalLong revision, long now) {
    if (shown == null) {
      sent(document.revision(), document.text());
    }
    String typed = LineEnds.normalise(code);
    Step step = step(document, typed, revision, now);
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
  private Step step(Document document, String typed, OptionalLong revision, long now) {
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
    return heard(document, typed, stay, now);
  }

  /** As its pongs say it, unless its text says otherwise. */
  private Step heard(Document document, String typed, Step stay, long now) {
    long reading = Math.clamp(4 * lag, READING, LONGEST_READING);
    Optional<SentText> read =
        later.stream().filter(t -> t.age(now) >= reading).reduce((earlier, newest) -> newest);
    List<AcceptedChange> unread =
        document.since(read.map(SentText::revision).orElse(label)).orElse(List.of());
    Step known = read.map(text -> step(Optional.of(text), typed)).orElse(stay);
    List<Step> before = new ArrayList<>(List.of(known));
    long oldest = 0;
    for (SentText text : later) {
      if (text.number() > before.getFirst().number() && text.number() <= had) {
        Optional<Step> step = sparing(text, unread, this::isByOthers, typed);
        if (step.isPresent()) {
          known = step.get();
          before.add(known);
          oldest = 0;
        } else {
          oldest = Math.max(oldest, text.age(now));
        }
      }
    }
    Step likeliest = likeliest(before.reversed().stream());
    if (likeliest.contradicts(known) && known.replaces()) {
      oldest = Math.max(oldest, ageOfNext(likeliest, now));
      known = likeliest;
    }
    lag = Math.max(lag, oldest);
    if (lag > 0) {
      long recent = 2 * lag + JITTER;
      known = likeliest(before.reversed().stream().filter(s -> ageOfNext(s, now) <= recent));
    }
    return collects ? known : orUnderWay(known, unread, typed);
  }

  /**
   * Between its two pongs a text may be the one the client edited: unless it sends what it has
   * collected first. Nobody can have taken away anything new in that moment, not even their own.
   */
  private Step orUnderWay(Step known, List<AcceptedChange> unread, String typed) {
    long seen = known.from().map(SentText::revision).orElse(Long.MAX_VALUE);
    List<Step> steps = new ArrayList<>(List.of(known));
    for (SentText text : later) {
      if (text.number() > had && text.number() <= maybe) {
        Optional<Step> step =
            sparing(text, unread, c -> isByOthers(c) || c.revision() > seen, typed);
        if (step.isEmpty() || known.saves(step.get())) {
          collects = true;
          return known;
        }
        steps.add(step.get());
      }
    }
    return likeliest(steps.reversed().stream());
  }

  private boolean isByOthers(AcceptedChange change) {
    return !change.client().equals(client);
  }

  /** The step from a text that leaves what is new in it as it is, if that is a likely one. */
  private Optional<Step> sparing(
      SentText text, List<AcceptedChange> unread, Predicate<AcceptedChange> isNew, String typed) {
    List<AcceptedChange> inIt =
        unread.stream().filter(change -> change.revision() <= text.revision()).toList();
    return Fresh.of(inIt, isNew)
        .spared(text.text(), typed)
        .map(edit -> Step.of(Optional.of(text), edit))
        .filter(step -> step.isAlmost(step(Optional.of(text), typed)));
  }

  /** For how long the client has had the text that was sent after the one a step is from. */
  private long ageOfNext(Step step, long now) {
    return later.stream()
        .filter(text -> text.number() > step.number())
        .findFirst()
        .map(text -> text.age(now))
        .orElse(0L);
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

  private Step step(Optional<SentText> from, String typed) {
    return Step.of(from, TextDiff.diff(from.map(SentText::text).orElse(shown), typed));
  }

  /** The client has taken over a text it was sent; whatever it showed before is gone. */
  private void lookAt(SentText sent) {
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
