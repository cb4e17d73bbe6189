package dev.parley.session;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A room in the books.
 *
 * @param key SHA-256, in hexadecimal, of the interviewer link's capability; the capability itself
 *     is shown once and stored nowhere
 * @param language the id of the room's language
 */
public record RoomRecord(
    UUID id,
    SessionCode code,
    String key,
    String title,
    String language,
    RoomState state,
    Instant createdAt) {

  public RoomRecord {
    requireNonNull(id, "id");
    requireNonNull(code, "code");
    requireNonNull(key, "key");
    requireNonNull(title, "title");
    requireNonNull(language, "language");
    requireNonNull(state, "state");
    requireNonNull(createdAt, "createdAt");
  }
}
