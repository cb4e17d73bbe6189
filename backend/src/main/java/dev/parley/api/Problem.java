package dev.parley.api;

import static java.util.Objects.requireNonNull;

import dev.parley.room.Refusal;
import java.util.Locale;

/**
 * A refusal as HTTP says it (RFC 9457): a status for machines, a code for programs, a sentence for
 * people.
 *
 * @param retryable whether the same request may succeed later without being changed
 */
record Problem(int status, String code, String detail, boolean retryable) {

  Problem {
    requireNonNull(code, "code");
    requireNonNull(detail, "detail");
  }

  /** A room's refusal. */
  static Problem of(Refusal refusal) {
    return new Problem(
        status(refusal.code()), refusal.code().wire(), refusal.message(), refusal.retryable());
  }

  /** A refusal that stays one until the request changes. */
  static Problem of(Refusal.Code code, String detail) {
    return of(Refusal.of(code, detail));
  }

  static Problem malformed(String detail) {
    return of(Refusal.Code.INVALID_MESSAGE, detail);
  }

  static Problem notFound() {
    return new Problem(404, "not_found", "There is nothing at this address.", false);
  }

  static Problem wrongMethod() {
    return new Problem(405, "method_not_allowed", "This address has other methods.", false);
  }

  static Problem notJson() {
    return new Problem(415, "unsupported_media_type", "The body must be application/json.", false);
  }

  static Problem foreignOrigin() {
    return new Problem(
        403, "foreign_origin", "Pages of other sites may not change anything here.", false);
  }

  /**
   * What nobody foresaw. Says nothing of its cause.
   *
   * @param id by which the log knows it
   */
  static Problem unforeseen(String id) {
    return new Problem(
        500, "internal", "Something went wrong on the server. It is noted as " + id + ".", true);
  }

  /** The table of statuses. */
  static int status(Refusal.Code code) {
    return switch (code) {
      case INVALID_MESSAGE, UNKNOWN_EVENT, INVALID_CHANGE, UNKNOWN_LANGUAGE, INVALID_NAME -> 400;
      case UNAUTHORIZED -> 401;
      case FORBIDDEN, READ_ONLY, FOREIGN_CLIENT, NOT_JOINED -> 403;
      case UNKNOWN_ROOM, UNKNOWN_FILE, INVALID_REVISION -> 404;
      case ALREADY_JOINED, ENDED, CONFLICT, GAP, STALE_EPOCH, TOO_FAR_BEHIND -> 409;
      case ALREADY_RUNNING, NOT_RUNNING, INPUT_REFUSED, NOT_HOLDER, NAME_TAKEN, LAST_FILE -> 409;
      case TOO_LARGE -> 413;
      case RATE_LIMITED -> 429;
      case ROOM_FULL, LANGUAGE_NOT_READY, QUEUE_FULL, ENGINE_UNAVAILABLE -> 503;
      case BUSY, UNAVAILABLE, NOT_SAVED, STOPPING -> 503;
    };
  }

  /** The body. The type names the code and leads nowhere. */
  Body body() {
    String words = code.replace('_', ' ');
    return new Body(
        "urn:parley:problem:" + code,
        words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
        status,
        detail,
        code,
        retryable);
  }

  record Body(
      String type, String title, int status, String detail, String code, boolean retryable) {}
}
