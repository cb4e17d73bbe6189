package dev.parley.room;

/** A text that was sent to a whole-text client. Lives on the room's lane. */
final class SentText {

  private final long number;
  private final long revision;
  private final String text;
  private long since = Long.MAX_VALUE;

  /**
   * A text that is under way.
   *
   * @param number of the texts sent to this client
   */
  SentText(long number, long revision, String text) {
    this.number = number;
    this.revision = revision;
    this.text = text;
  }

  long number() {
    return number;
  }

  long revision() {
    return revision;
  }

  String text() {
    return text;
  }

  /** The client has it; only the first time counts. */
  void had(long now) {
    since = Math.min(since, now);
  }

  /** Milliseconds for which the client has had it; 0 when that is not known. */
  long age(long now) {
    return Math.max(0, now - since);
  }
}
