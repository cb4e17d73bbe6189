package dev.parley.room;

import dev.parley.session.RoomState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A room at a moment, for those who are not in it: what is committed and nothing else. */
public record RoomView(
    UUID id,
    String code,
    String title,
    RoomState state,
    String language,
    Instant createdAt,
    List<Participant> participants,
    List<FileView> files) {

  public RoomView {
    participants = List.copyOf(participants);
    files = List.copyOf(files);
  }

  /** One file's visible text. */
  public record FileView(String file, String language, String epoch, long revision, String text) {}
}
