package dev.parley.container;

/** The container engine did not do what it was asked; the message is one sentence for people. */
public final class EngineException extends Exception {

  private static final long serialVersionUID = 1L;

  public EngineException(String message) {
    super(message);
  }

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
