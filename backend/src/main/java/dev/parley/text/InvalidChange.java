package dev.parley.text;

/** What a stranger sent is not a change; the message is one sentence, fit to be sent back. */
public final class InvalidChange extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidChange(String message) {
    super(message);
  }
}
