package dev.parley.room;

import java.util.Optional;

/**
 * When a room's next snapshot is due: after so many changes, and the more of them the more text it
 * has, so that what is written stays in proportion to what happened. Lives on the room's lane.
 */
final class Snapshots {

  private final RoomSettings settings;
  private final Chronicle.Snapshooter snapshooter;
  private int changes;

  Snapshots(RoomSettings settings, Chronicle.Snapshooter snapshooter, int changes) {
    this.settings = settings;
    this.snapshooter = snapshooter;
    this.changes = changes;
  }

  /**
   * Counts changes and says whether a snapshot should go along with them.
   *
   * @param units of text in the room's files
   */
  Optional<Chronicle.Snapshooter> after(int more, long units) {
    changes += more;
    if (changes < settings.snapshotEvery() * (1 + units / settings.document().maxLength())) {
      return Optional.empty();
    }
    changes = 0;
    return Optional.of(snapshooter);
  }
}
