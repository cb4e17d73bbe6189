package dev.parley.storage;

import dev.parley.execution.OutputKind;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What happens in a room, as a function of the seq alone: whoever finds an entry knows what it must
 * be, whichever process wrote it. Odd entries are changes, even ones are something else.
 */
final class Script {

  private static final int SNAPSHOT_EVERY = 60;

  /** Beside the first one. */
  private static final int FILES = 63;

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
    if (seq % 10 == 4) {
      return Rooms.entry(seq, files(seq / 10));
    }
    int length = seq % 202 == 0 ? 300_000 : seq % 38 == 0 ? 20_000 : (int) (seq % 80);
    return Rooms.entry(
        seq, new RoomEvent.Output("r1", seq, OutputKind.TERMINAL, "ü".repeat(length) + seq));
  }

  /** One after the other the files are made, then renamed, then deleted, then made again. */
  private static RoomEvent files(long step) {
    long file = step % FILES;
    String made = "lib/f" + file + ".py";
    String renamed = "lib/g" + file + ".py";
    return switch ((int) (step / FILES % 3)) {
      case 0 -> new RoomEvent.FileCreated(made, "python", "e" + step, "x".repeat((int) file));
      case 1 -> new RoomEvent.FileRenamed(made, renamed);
      default -> new RoomEvent.FileDeleted(renamed);
    };
  }

  /** The files there are after an entry, by name, with the seq of the entry that made each. */
  static Map<String, Long> filesAfter(long seq) {
    Map<String, Long> files = new HashMap<>();
    for (long at = 4; at <= seq; at += 10) {
      switch (files(at / 10)) {
        case RoomEvent.FileCreated created -> files.put(created.file(), at);
        case RoomEvent.FileRenamed renamed -> files.put(renamed.to(), files.remove(renamed.file()));
        case RoomEvent.FileDeleted deleted -> files.remove(deleted.file());
        default -> throw new AssertionError();
      }
    }
    return files;
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
