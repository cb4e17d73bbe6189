package dev.parley.room;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * "No", with a reason: a value, never an exception.
 *
 * @param message one sentence for a person
 * @param retryable whether the same request may succeed later without being changed
 */
public record Refusal(Code code, String message, boolean retryable) {

  public Refusal {
    requireNonNull(code, "code");
    requireNonNull(message, "message");
  }

  /** A refusal that stays one until the request changes. */
  public static Refusal of(Code code, String message) {
    return new Refusal(code, message, false);
  }

  /** A refusal that time may lift. */
  public static Refusal forNow(Code code, String message) {
    return new Refusal(code, message, true);
  }

  /** The closed list of reasons; the wire has them in lower case. */
  public enum Code {
    UNKNOWN_ROOM,
    ROOM_FULL,
    NOT_JOINED,
    ALREADY_JOINED,
    UNAUTHORIZED,
    FORBIDDEN,
    READ_ONLY,
    ENDED,
    INVALID_MESSAGE,
    UNKNOWN_EVENT,
    INVALID_CHANGE,
    INVALID_REVISION,
    CONFLICT,
    GAP,
    FOREIGN_CLIENT,
    TOO_FAR_BEHIND,
    STALE_EPOCH,
    TOO_LARGE,
    UNKNOWN_FILE,
    INVALID_NAME,
    NAME_TAKEN,
    LAST_FILE,
    UNKNOWN_LANGUAGE,
    LANGUAGE_NOT_READY,
    ALREADY_RUNNING,
    NOT_RUNNING,
    INPUT_REFUSED,
    NOT_HOLDER,
    QUEUE_FULL,
    ENGINE_UNAVAILABLE,
    RATE_LIMITED,
    BUSY,
    UNAVAILABLE,
    NOT_SAVED,
    STOPPING;

    /** The name on the wire. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
