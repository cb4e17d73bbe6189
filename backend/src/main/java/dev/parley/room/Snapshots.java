package dev.parley.room;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Records what happens to texts and files, and every now and then a snapshot of the room with it:
 * after so many changes, and the more of them the more text it has, so that what is written stays
 * in proportion to what happened. Lives on the room's lane.
 */
final class Snapshots {

  private final Floor floor;
  private final Cabinet cabinet;
  private final RoomSettings settings;
  private final Chronicle.Snapshooter snapshooter;
  private int changes;

  Snapshots(
      Floor floor,
      Cabinet cabinet,
      RoomSettings settings,
      Chronicle.Snapshooter snapshooter,
      int changes) {
    this.floor = floor;
    this.cabinet = cabinet;
    this.settings = settings;
    this.snapshooter = snapshooter;
    this.changes = changes;
  }

  /** Records events; then, after their commit, one of the two follows. */
  void record(
      String by, List<? extends RoomEvent> events, Runnable committed, Consumer<Refusal> lost) {
    if (events.isEmpty()) {
      floor.afterAll(committed, lost);
    } else {
      floor.record(Optional.of(by), events, after(events.size()), committed, lost);
    }
  }

  private Optional<Chronicle.Snapshooter> after(int more) {
    changes += more;
    long units = cabinet.units();
    if (changes < settings.snapshotEvery() * (1 + units / settings.document().maxLength())) {
      return Optional.empty();
    }
    changes = 0;
    return Optional.of(snapshooter);
  }
}
