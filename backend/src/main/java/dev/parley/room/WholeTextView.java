package dev.parley.room;

/**
 * How one whole-text client sees one file: its branch, and whether it is owed a text. Lives on the
 * room's lane.
 */
final class WholeTextView {

  private final WholeTextBranch branch;
  private long sentAt = Long.MIN_VALUE / 2;
  private long sentRevision = -1;
  private long sent;
  private boolean owed;

  WholeTextView(WholeTextBranch branch) {
    this.branch = branch;
  }

  WholeTextBranch branch() {
    return branch;
  }

  /** Notes that a text is owed; false when one already was. */
  boolean owe() {
    boolean first = !owed;
    owed = true;
    return first;
  }

  boolean isOwed() {
    return owed;
  }

  /** Milliseconds to wait before the next text may be sent; 0 or less for none. */
  long wait(long now, long every) {
    return sentAt + every - now;
  }

  /** The file's text is being sent. */
  void send(SharedFile file, long now) {
    sentAt = now;
    owed = false;
    know(file);
  }

  /** The client gets to know the file's text in some other message. */
  void know(SharedFile file) {
    sentRevision = file.revision();
    sent = branch.sent(file.revision(), file.text());
  }

  /** The number of the newest text it was sent, for {@link WholeTextBranch#has}. */
  long sent() {
    return sent;
  }

  /** Whether the client was sent the file as it is visible now. */
  boolean isCurrent(SharedFile file) {
    return sentRevision == file.revision();
  }
}
