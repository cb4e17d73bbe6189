package dev.parley.storage;

import dev.parley.execution.OutputKind;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import dev.parley.session.RoomState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happens in a room, as a function of the seq alone: whoever finds an entry knows what it must
 * be, whichever process wrote it. Odd entries are changes, even ones are something else; a second
 * file comes, is renamed and goes.
 */
final class Script {

  private static final int SNAPSHOT_EVERY = 60;
  private static final int ROUND = 40;

  private Script() {}

  static JournalEntry entry(long seq) {
    if (seq <= 2) {
      return Rooms.first().get((int) seq - 1);
    }
    return seq % 2 == 1 ? Rooms.change(seq, revision(seq)) : Rooms.entry(seq, event(seq));
  }

  private static RoomEvent event(long seq) {
    if (seq % 10 == 0) {
      return new RoomEvent.TitleChanged(title(seq));
    }
    return switch ((int) (seq % ROUND)) {
      case 12 -> new RoomEvent.FileCreated("a.py", "python", "e" + seq, "aux");
      case 22 -> new RoomEvent.FileRenamed("a.py", "b.py");
      case 32 -> new RoomEvent.FileDeleted("b.py");
      default -> {
        int length = seq % 1_002 == 0 ? 300_000 : seq % 198 == 0 ? 20_000 : (int) (seq % 80);
        yield new RoomEvent.Output("r1", seq, OutputKind.TERMINAL, "ü".repeat(length) + seq);
      }
    };
  }

  /** The name of the second file after an entry, while there is one. */
  static Optional<String> secondFile(long seq) {
    long at = seq % ROUND;
    return at < 12 || at >= 32 ? Optional.empty() : Optional.of(at < 22 ? "a.py" : "b.py");
  }

  /** The seq of the entry that made it. */
  static long secondFileMade(long seq) {
    return seq - seq % ROUND + 12;
  }

  /** At these seqs the second file is either not there or still has its first name. */
  static Optional<RoomSnapshot> snapshot(long seq) {
    if (seq % SNAPSHOT_EVERY != 0) {
      return Optional.empty();
    }
    long revision = revision(seq);
    List<RoomSnapshot.FileText> files = new ArrayList<>();
    String text = "x".repeat(Math.toIntExact(revision));
    files.add(new RoomSnapshot.FileText(Rooms.FILE, "python", "e1", revision, text));
    if (seq % ROUND != 0) {
      String epoch = "e" + (seq - seq % ROUND + 12);
      files.add(new RoomSnapshot.FileText("a.py", "python", epoch, 0, "aux"));
    }
    return Optional.of(
        new RoomSnapshot(
            seq,
            100 * seq,
            title(seq),
            "python",
            RoomState.LIVE,
            files,
            List.of("p1"),
            Optional.empty()));
  }

  private static String title(long seq) {
    return "Room at " + seq;
  }

  private static long revision(long seq) {
    return (seq - 1) / 2;
  }
}
