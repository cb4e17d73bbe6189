package dev.parley.room;

import dev.parley.text.Selection;
import java.util.List;
import java.util.Optional;

/**
 * One file of a room, twice: its <em>head</em>, which has every accepted change, and what is
 * <em>visible</em>, which has only those that are committed. Submissions are judged against the
 * head; everything anybody is told comes from what is visible.
 */
final class SharedFile {

  private final String name;
  private final String epoch;
  private final Document head;
  private final StringBuilder visible;
  private final WayBack wayBack;
  private final Numbers numbers;
  private String language;
  private long revision;
  private String text;

  SharedFile(String name, String language, String epoch, Document head, DocumentLimits limits) {
    this.name = name;
    this.language = language;
    this.epoch = epoch;
    this.head = head;
    this.visible = new StringBuilder(head.text());
    this.wayBack = new WayBack(limits);
    this.numbers = head.numbers().copy();
    this.revision = head.revision();
    this.text = head.text();
  }

  String name() {
    return name;
  }

  String epoch() {
    return epoch;
  }

  String language() {
    return language;
  }

  void speak(String language) {
    this.language = language;
  }

  Document head() {
    return head;
  }

  /** The revision of {@link #text}. */
  long revision() {
    return revision;
  }

  /** The visible text. */
  String text() {
    if (text == null) {
      text = visible.toString();
    }
    return text;
  }

  /** Makes a committed change visible; they come in the order of their revisions. */
  void show(AcceptedChange change) {
    if (change.revision() != revision + 1) {
      throw new IllegalStateException(
          "revision " + change.revision() + " cannot follow " + revision + " in " + name);
    }
    wayBack.before(change.change(), visible);
    change.change().apply(visible);
    numbers.took(change);
    revision = change.revision();
    text = null;
  }

  /** The text as it was at a revision; empty when that is unknown or not known any more. */
  Optional<String> textAt(long at) {
    return wayBack.from(text(), revision - at);
  }

  /** How many changes of a client are in the visible text; empty when that is forgotten. */
  Optional<Long> accepted(String client) {
    return numbers.accepted(client);
  }

  /** The visible changes after a revision; empty when it is unknown or no longer kept. */
  Optional<List<AcceptedChange>> since(long from) {
    if (from < 0 || from > revision) {
      return Optional.empty();
    }
    return head.since(from)
        .map(changes -> changes.stream().filter(c -> c.revision() <= revision).toList());
  }

  /** Carries a selection forward to the visible revision; empty when it cannot be. */
  Optional<Selection> carry(Selection selection, long from) {
    if (from == revision) {
      return Optional.of(selection);
    }
    return since(from)
        .map(
            changes -> {
              Selection carried = selection;
              for (AcceptedChange change : changes) {
                carried = carried.map(change.change());
              }
              return carried;
            });
  }

  RoomSnapshot.FileText snapshot() {
    return new RoomSnapshot.FileText(name, language, epoch, head.revision(), head.text());
  }
}
