package dev.parley.execution;

/** The answer to a request to run: a run, or a reason in words. */
public sealed interface Admission {

  /** Taken: queued or already running. The listener hears the rest. */
  record Accepted(Execution execution) implements Admission {}

  /** Not taken; nothing was started and the listener hears nothing. */
  record Refused(Reason reason, String message, boolean retryable) implements Admission {}

  /** Why a run is not taken. */
  enum Reason {
    /** The owner has a run that has not finished. */
    ALREADY_RUNNING,
    /** Every slot is busy and the queue is at its bound. */
    QUEUE_FULL,
    /** No container engine answers. */
    ENGINE_UNAVAILABLE,
    /** The language's image is not built (yet). */
    LANGUAGE_NOT_READY,
    /** Too many or too large files, a bad name, too long arguments. */
    INVALID_REQUEST,
    /** The server is stopping. */
    STOPPING
  }
}
