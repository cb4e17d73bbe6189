package dev.parley.replay;

import dev.parley.json.EventJson;
import dev.parley.json.HashChain;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomSnapshot;
import java.util.Optional;

/** Takes a log's entries one by one and says whether each fits what came before it. */
public final class EntryCheck {

  private final EventJson json = new EventJson();
  private final HashChain chain = new HashChain(HashChain.START);
  private final Fold fold = new Fold();
  private long seq;
  private long at;
  private long unhashed;

  /** The seq of the last entry that fitted. */
  long seq() {
    return seq;
  }

  /** The room as the entries that fitted leave it. */
  public Moment moment() {
    return fold.moment();
  }

  /** Takes the next entry, or says what is wrong with it. */
  public Optional<Audit.Fault> next(JournalEntry entry) {
    long due = seq + 1;
    if (entry.seq() != due) {
      return fault(due, "is missing: entry " + entry.seq() + " stands in its place");
    }
    if (entry.at() < at) {
      return fault(due, "is older than the one before it");
    }
    if (entry.hash().isPresent()) {
      String hash = chain.add(json.line(entry, json.body(entry.event())));
      if (!hash.equals(entry.hash().get())) {
        return fault(due, "does not fit its hash: it, or one before it, was changed");
      }
    } else if (unhashed < seq) {
      return fault(due, "has no hash, and the one before it has");
    } else {
      unhashed++;
    }
    try {
      fold.add(entry);
    } catch (JournalException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return fault(due, "does not fit the texts before it: " + e.getMessage());
    }
    seq = due;
    at = entry.at();
    return Optional.empty();
  }

  /** Compares with a snapshot of the last entry. */
  Optional<Audit.Fault> compare(RoomSnapshot snapshot) {
    Moment moment = moment();
    Optional<String> difference =
        Audit.difference(snapshot.files(), moment)
            .or(
                () ->
                    snapshot.title().equals(moment.title()) && snapshot.state() == moment.state()
                        ? Optional.empty()
                        : Optional.of("has another title or state than its entries lead to"));
    return difference.flatMap(how -> fault(seq, "has a snapshot that " + how));
  }

  Audit.Finding finding(Optional<Audit.Fault> fault) {
    return new Audit.Finding(
        seq,
        unhashed,
        fault.or(() -> seq == 0 ? fault(1, "is missing: there is none") : Optional.empty()));
  }

  private static Optional<Audit.Fault> fault(long seq, String how) {
    return Optional.of(new Audit.Fault(seq, how));
  }
}
