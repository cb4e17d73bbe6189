package dev.parley.room;

import dev.parley.text.Change;
import java.util.ArrayList;
import java.util.List;

/**
 * A client of changes as {@code @codemirror/collab} is one: it has what the server confirmed plus
 * its own unconfirmed changes, hears of the log one entry at a time, and has one push in flight.
 */
public final class OpClient {
  private final String name;
  private final List<Change> unconfirmed = new ArrayList<>();
  private long version;
  private long confirmed;
  private String text;

  public OpClient(String name, long version, String text) {
    this.name = name;
    this.version = version;
    this.text = text;
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  public long version() {
    return version;
  }

  public boolean hasUnconfirmed() {
    return !unconfirmed.isEmpty();
  }

  public void edit(Change change) {
    text = change.apply(text);
    unconfirmed.add(change);
  }

  /** Everything unconfirmed, as it is now. */
  public Submission push() {
    return new Submission(name, "p-" + name, version, confirmed, unconfirmed, "typing");
  }

  /** An entry of the log; old ones are dropped, a gap is the caller's fault. */
  public void receive(AcceptedChange entry) {
    if (entry.revision() <= version) {
      return;
    }
    if (entry.revision() != version + 1) {
      throw new AssertionError(name + " at " + version + " hears of " + entry.revision());
    }
    version++;
    if (entry.client().equals(name)) {
      Change own = unconfirmed.removeFirst();
      if (entry.number() != confirmed++ || !entry.change().equals(own)) {
        throw new AssertionError(name + " hears of " + entry + ", has " + own);
      }
      return;
    }
    Change change = entry.change();
    for (int i = 0; i < unconfirmed.size(); i++) {
      Change own = unconfirmed.get(i);
      unconfirmed.set(i, own.map(change, false));
      change = change.map(own, true);
    }
    text = change.apply(text);
  }
}
