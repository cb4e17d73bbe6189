package dev.parley.room;

import dev.parley.text.Change;
import dev.parley.text.LineEnds;
import dev.parley.text.Surrogates;
import dev.parley.text.TextDiff;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The authority over one shared text: the text, its revision, and the end of its log.
 *
 * <p>A revision is a number of accepted changes. Clients make changes on the revision they know and
 * submit them; by then the log may have gone on. {@link #accept} walks the log from there, <em>one
 * entry at a time</em> (never over a composition, see {@link Change}), and moves what was submitted
 * forward over each entry, just as the client moves it when it hears of them. What comes out at the
 * end fits the text and is logged, so text and log always agree:
 *
 * <pre>
 *   log      ... 7    8 (of others)   9 (own, number 3)   10 (of others)
 *   pending  3, 4  -> 3', 4'       -> 4' (3' is 9)     -> 4''             becomes 11
 * </pre>
 *
 * <p><b>Resends.</b> A client whose acknowledgement was lost submits again, and must not be applied
 * again. On its walk the submission meets its own entry, and by then it has been moved over exactly
 * what the entry was moved over when it was accepted: if it is the same change, it equals the entry
 * to the last section and is dropped. If it differs, somebody used a number twice. So a resend is
 * recognised by its content without keeping what was originally sent, after a restart from the
 * journal too, and even if the client has meanwhile caught up with some of the others' changes and
 * submits from there, where any comparison with the bytes of the first attempt would fail.
 *
 * <p><b>Numbers.</b> Beyond the tail only the last number of each client is known, and of a client
 * that was forgotten (they are bounded) or is older than the restored tail, nothing: its next
 * number is then taken on trust. That is safe, as everything accepted after its base is in the
 * tail.
 *
 * <p>A refused submission changes nothing. Not thread-safe: it lives on the room's lane.
 */
public final class Document {
  /** Sections to move times entries to move them over: a second's work at the very most. */
  private static final long MOST_STEPS = 20_000_000;

  /** Beyond this a JavaScript client could not count on. */
  private static final long MOST = 1L << 53;

  private final DocumentLimits limits;
  private final StringBuilder text;
  private long revision;

  private final Tail tail;

  private final Numbers numbers;

  /** The text as a string, made when asked for; null when the text has changed since. */
  private String string;

  /** What became of a submission. */
  public sealed interface Outcome {}

  /**
   * Taken; what was new of it is now in the log.
   *
   * @param fresh the new entries, at least one, to be stored and shown to everybody
   * @param revision what to acknowledge: the document's revision after the last of them
   */
  public record Accepted(List<AcceptedChange> fresh, long revision) implements Outcome {
    public Accepted {
      fresh = List.copyOf(fresh);
    }
  }

  /**
   * All of it had been taken before.
   *
   * @param revision what was, or should have been, acknowledged then
   */
  public record Recognised(long revision) implements Outcome {}

  /** Not taken, none of it; the message is a sentence for the client. */
  public record Refused(Reason reason, String message) implements Outcome {}

  /** Made on a revision before the tail: the client needs the text anew. */
  public record TooFarBehind() implements Outcome {}

  /** Why a submission is refused. */
  public enum Reason {
    /** It does not fit the text it names, or is no text. */
    INVALID_CHANGE,
    /** Too many changes, or a text beyond the limit. */
    TOO_LARGE,
    /** Made on a revision that does not exist yet. */
    FUTURE_REVISION,
    /** A number that was used for another change. */
    CONFLICT,
    /** A number before which one is missing. */
    GAP
  }

  private Document(String text, long revision, DocumentLimits limits) {
    this.limits = limits;
    this.text = new StringBuilder(text);
    this.revision = revision;
    this.numbers = new Numbers(revision == 0, limits.clientsRemembered());
    this.tail = new Tail(revision, limits);
  }

  /**
   * A document as it was.
   *
   * @param text at that revision
   * @param tail the last entries up to that revision, oldest first; the more, the better late
   *     clients and resends are understood
   * @throws IllegalArgumentException if these do not belong together: the journal is damaged
   */
  public static Document restore(
      String text, long revision, List<AcceptedChange> tail, DocumentLimits limits) {
    Document document = new Document(text, revision - tail.size(), limits);
    int length = tail.isEmpty() ? text.length() : tail.getFirst().change().length();
    for (AcceptedChange entry : tail) {
      document.requireNext(entry, length);
      document.log(entry);
      length = entry.change().newLength();
    }
    if (length != text.length()) {
      throw new IllegalArgumentException("The log leads to another text than that of " + revision);
    }
    return document;
  }

  /** Takes a submission, recognises it, or refuses it whole. */
  public Outcome accept(Submission submission) {
    List<Change> changes = submission.changes();
    long base = submission.base();
    if (changes.isEmpty() || base < 0 || submission.first() < 0 || submission.first() > MOST) {
      return refused(Reason.INVALID_CHANGE, "A submission has changes, a revision and a number.");
    }
    if (changes.size() > limits.maxChangesPerPush()) {
      return refused(Reason.TOO_LARGE, "These are more changes than can be taken at once.");
    }
    if (base > revision) {
      return refused(
          Reason.FUTURE_REVISION,
          "There is no revision " + base + " yet; this is " + revision + ".");
    }
    if (base < tail.start()) {
      return recogniseByNumber(submission);
    }
    int length = base == revision ? text.length() : tail.get(base + 1).change().length();
    long sections = 0;
    for (Change change : changes) {
      if (change.length() != length) {
        return refused(
            Reason.INVALID_CHANGE,
            "A change fits a text of length " + change.length() + ", not of " + length + ".");
      }
      length = change.newLength();
      sections += change.sections();
    }
    if (sections * (revision - base) > MOST_STEPS) {
      return new TooFarBehind();
    }
    return moveForward(submission);
  }

  /** Replaces the whole text: an edit by the server itself, made of what differs. */
  public Outcome replaceBy(String newText, String client, long number, String by, String source) {
    Change change = TextDiff.diff(text(), LineEnds.normalise(newText));
    if (change.isIdentity()) {
      return new Recognised(revision);
    }
    if (numbers.last(client).map(last -> number <= last.number()).orElse(false)) {
      return refused(Reason.CONFLICT, "Number " + number + " was used before.");
    }
    return take(new Submission(client, by, revision, number, List.of(change), source), 0, change);
  }

  /**
   * Takes an entry of the journal: the next one, as it was accepted.
   *
   * @throws IllegalArgumentException if it is not the next one or does not fit
   */
  public void apply(AcceptedChange entry) {
    requireNext(entry, text.length());
    entry.change().apply(text);
    log(entry);
  }

  public String text() {
    if (string == null) {
      string = text.toString();
    }
    return string;
  }

  /** In UTF-16 units. */
  public int length() {
    return text.length();
  }

  /** The number of accepted changes. */
  public long revision() {
    return revision;
  }

  /** How far each client has numbered its changes. */
  Numbers numbers() {
    return numbers;
  }

  /** The entries after a revision; empty if that is not one of those the tail goes back to. */
  public Optional<List<AcceptedChange>> since(long from) {
    return tail.since(from);
  }

  /** Moves the changes over the log since their base and takes those that are not in it yet. */
  private Outcome moveForward(Submission submission) {
    Change[] pending = submission.changes().toArray(Change[]::new);
    int known = 0;
    for (long at = submission.base() + 1; at <= revision; at++) {
      AcceptedChange entry = tail.get(at);
      long number = submission.first() + known;
      if (!entry.client().equals(submission.client())) {
        rebase(pending, known, entry.change());
      } else if (entry.number() != number) {
        return refused(
            Reason.GAP,
            "After that revision comes number " + entry.number() + ", not " + number + ".");
      } else if (!entry.change().equals(pending[known])) {
        return refused(Reason.CONFLICT, "Number " + number + " was used for another change.");
      } else if (++known == pending.length) {
        return new Recognised(at);
      }
    }
    long number = submission.first() + known;
    Optional<Long> next = numbers.accepted(submission.client());
    if (next.isPresent() && number < next.get()) {
      return refused(Reason.CONFLICT, "Number " + number + " was used before that revision.");
    }
    if (next.isPresent() && number > next.get()) {
      return refused(Reason.GAP, "A number before " + number + " is missing.");
    }
    return take(submission, known, pending);
  }

  /** One step of the walk: the pending changes, each of which the entry meets after the other. */
  private static void rebase(Change[] pending, int from, Change entry) {
    Change over = entry;
    for (int i = from; i < pending.length; i++) {
      Change late = pending[i];
      pending[i] = late.map(over, false);
      over = over.map(late, true);
    }
  }

  /** The pending changes from an index on, which now fit the text, into text and log. */
  private Outcome take(Submission submission, int from, Change... pending) {
    List<AcceptedChange> fresh = new ArrayList<>();
    Deque<Change> undo = new ArrayDeque<>();
    for (int i = from; i < pending.length; i++) {
      Optional<Refused> fault = faultOf(pending[i]);
      if (fault.isPresent()) {
        undo.forEach(change -> change.apply(text));
        return fault.get();
      }
      fresh.add(
          new AcceptedChange(
              revision + 1 + fresh.size(),
              submission.client(),
              submission.first() + i,
              submission.by(),
              submission.source(),
              pending[i]));
      undo.push(pending[i].invert(text));
      pending[i].apply(text);
    }
    fresh.forEach(this::log);
    return new Accepted(fresh, revision);
  }

  private Optional<Refused> faultOf(Change change) {
    if (change.newLength() > limits.maxLength() && change.newLength() > text.length()) {
      return Optional.of(
          refused(
              Reason.TOO_LARGE,
              "The text may have "
                  + limits.maxLength()
                  + " units, not "
                  + change.newLength()
                  + "."));
    }
    if (!Surrogates.respects(change, text)) {
      return Optional.of(refused(Reason.INVALID_CHANGE, "A change leaves half a character."));
    }
    return Optional.empty();
  }

  /** Too late to compare content: only a client's very last submission is still known. */
  private Outcome recogniseByNumber(Submission submission) {
    long number = submission.first() + submission.changes().size() - 1;
    return numbers
        .last(submission.client())
        .filter(last -> last.number() == number)
        .<Outcome>map(last -> new Recognised(last.revision()))
        .orElseGet(TooFarBehind::new);
  }

  private void requireNext(AcceptedChange entry, int length) {
    if (entry.revision() != revision + 1 || entry.change().length() != length) {
      throw new IllegalArgumentException(
          "Entry " + entry.revision() + " does not follow revision " + revision);
    }
  }

  private void log(AcceptedChange entry) {
    revision = entry.revision();
    string = null;
    tail.add(entry);
    numbers.took(entry);
  }

  private static Refused refused(Reason reason, String message) {
    return new Refused(reason, message);
  }
}
