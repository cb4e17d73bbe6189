package dev.parley.replay;

import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a room's snapshots anew from its log, where only the log was kept. */
public final class Snapshots {

  private final int every;
  private final Fold fold = new Fold();
  private final Set<String> present = new LinkedHashSet<>();
  private Optional<String> running = Optional.empty();
  private int changes;

  /**
   * @param every changes between two
   */
  public Snapshots(int every) {
    this.every = every;
  }

  /** Takes the next entry; returns the snapshot of the room after it, where one is due. */
  public Optional<RoomSnapshot> add(JournalEntry entry) {
    fold.add(entry);
    switch (entry.event()) {
      case RoomEvent.Joined joined -> present.add(joined.id());
      case RoomEvent.Left left -> present.remove(left.id());
      case RoomEvent.RunRequested requested -> running = Optional.of(requested.id());
      case RoomEvent.RunFinished finished -> running = Optional.empty();
      case RoomEvent.Changed changed -> changes++;
      default -> {
        // Nothing that a snapshot has beside texts and titles.
      }
    }
    if (changes < every) {
      return Optional.empty();
    }
    changes = 0;
    Moment moment = fold.moment();
    return Optional.of(
        new RoomSnapshot(
            entry.seq(),
            entry.at(),
            moment.title(),
            moment.language(),
            moment.state(),
            moment.files().stream()
                .map(
                    f ->
                        new RoomSnapshot.FileText(
                            f.file(), f.language(), f.epoch(), f.revision(), f.text()))
                .toList(),
            List.copyOf(present),
            running));
  }
}
