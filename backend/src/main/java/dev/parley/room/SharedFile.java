package dev.parley.room;

import dev.parley.text.Selection;
import java.util.List;
import java.util.Optional;

/**
 * One file of a room, twice: its <em>head</em>, which has every accepted change, and what is
 * <em>visible</em>, which has only those that are committed. Submissions are judged against the
 * head; everything anybody is told comes from what is visible. So it is with its label too.
 */
final class SharedFile {

  /** What a file is called and spoken in. */
  record Label(String name, String language) {

    Label named(String other) {
      return new Label(other, language);
    }

    Label speaking(String other) {
      return new Label(name, other);
    }
  }

  private final String epoch;
  private final Document head;
  private final StringBuilder visible;
  private final WayBack wayBack;
  private final Numbers numbers;
  private Label label;
  private Label shown;
  private long revision;
  private String text;

  SharedFile(String name, String language, String epoch, Document head, DocumentLimits limits) {
    this.epoch = epoch;
    this.label = new Label(name, language);
    this.shown = label;
    this.head = head;
    this.visible = new StringBuilder(head.text());
    this.wayBack = new WayBack(limits);
    this.numbers = head.numbers().copy();
    this.revision = head.revision();
    this.text = head.text();
  }

  /** The visible name. */
  String name() {
    return shown.name();
  }

  /** The visible language. */
  String language() {
    return shown.language();
  }

  /** Tells this history from every other, whatever the file is called. */
  String epoch() {
    return epoch;
  }

  /** The label at the head. */
  Label label() {
    return label;
  }

  /** Gives the head another label; {@link #show(Label)} follows the commit. */
  void relabel(Label next) {
    label = next;
  }

  /** Makes a committed label visible. */
  void show(Label committed) {
    shown = committed;
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
          "revision " + change.revision() + " cannot follow " + revision + " in " + name());
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
    return new RoomSnapshot.FileText(
        label.name(), label.language(), epoch, head.revision(), head.text());
  }
}
