package dev.parley.storage;

import dev.parley.execution.OutputKind;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import java.util.Optional;

/**
 * What happens in a room, as a function of the seq alone: whoever finds an entry knows what it must
 * be, whichever process wrote it. Odd entries are changes, even ones are something else.
 */
final class Script {

  private static final int SNAPSHOT_EVERY = 60;

  private Script() {}

  static JournalEntry entry(long seq) {
    if (seq <= 2) {
      return Rooms.first().get((int) seq - 1);
    }
    if (seq % 2 == 1) {
      return Rooms.change(seq, revision(seq));
    }
    if (seq % 10 == 0) {
      return Rooms.entry(seq, new RoomEvent.TitleChanged("Room at " + seq));
    }
    int length = seq % 202 == 0 ? 300_000 : seq % 38 == 0 ? 20_000 : (int) (seq % 80);
    return Rooms.entry(
        seq, new RoomEvent.Output("r1", seq, OutputKind.TERMINAL, "ü".repeat(length) + seq));
  }

  static Optional<RoomSnapshot> snapshot(long seq) {
    // A room of equal revision; its seq and time are this script's.
    RoomSnapshot like = Rooms.snapshot(revision(seq) + 2);
    return seq % SNAPSHOT_EVERY == 0
        ? Optional.of(
            new RoomSnapshot(
                seq,
                100 * seq,
                like.title(),
                like.language(),
                like.state(),
                like.files(),
                like.present(),
                like.running()))
        : Optional.empty();
  }

  private static long revision(long seq) {
    return (seq - 1) / 2;
  }
}
