package dev.parley.storage;

import static java.util.Objects.requireNonNull;

/** The storage cannot be opened; the message is one or two sentences for the one who starts it. */
public final class StorageUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  StorageUnavailable(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = requireNonNull(reason, "reason");
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** What stands in the way. Nothing on disk has been changed in any of these cases. */
  public enum Reason {
    /** Another server has it open. */
    LOCKED,
    /** The folder or the file cannot be written. */
    NOT_WRITABLE,
    /** There was a database here, and it is gone or is not the one that was closed. */
    REPLACED,
    /** The file cannot be read as a database. */
    CORRUPT,
    /** A later release of this server, or of the database engine, made it. */
    NEWER,
    /** The schema could not be brought up to date. */
    MIGRATION,
    /** Something else; the cause says what. */
    FAILED
  }
}
