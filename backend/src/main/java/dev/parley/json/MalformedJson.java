package dev.parley.json;

/** Text that should have been one of our JSON forms is not; the message says where. */
public final class MalformedJson extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedJson(String message, Throwable cause) {
    super(message, cause);
  }
}
