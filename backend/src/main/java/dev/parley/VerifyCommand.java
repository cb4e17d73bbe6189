package dev.parley;

import dev.parley.replay.Audit;
import dev.parley.replay.ReplaySettings;
import dev.parley.session.RoomRecord;
import dev.parley.session.SessionCode;
import dev.parley.storage.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says of every stored room, of one, or of an exported log whether it is whole. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Walks the logs of all rooms, of one room, or of an exported file, and says of each whether",
      "it is whole, or which entry is the first that does not fit.",
      "Exit code: 0 all are whole, 1 one is not, 2 it could not be looked at."
    })
final class VerifyCommand implements Callable<Integer> {

  static final int WHOLE = 0;
  static final int BROKEN = 1;
  static final int NOT_LOOKED_AT = 2;

  @Spec private CommandSpec spec;

  @Mixin private DataFolder data;

  @Parameters(
      arity = "0..1",
      paramLabel = "ROOM|FILE",
      description = "A room's code, or a log exported as NDJSON. Without it: every room.")
  private Optional<String> what = Optional.empty();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (what.isPresent() && Files.isRegularFile(Path.of(what.get()))) {
      return file(Path.of(what.get()), out);
    }
    try (Storage storage =
        data.open("Stop it first; a running server checks its rooms by itself.")) {
      return rooms(storage, out);
    } catch (DataFolder.Shut e) {
      return say(e.getMessage());
    }
  }

  private int rooms(Storage storage, PrintWriter out) {
    List<RoomRecord> rooms = storage.sessions().newest(Integer.MAX_VALUE);
    if (what.isPresent()) {
      Optional<RoomRecord> one = SessionCode.read(what.get()).flatMap(storage.sessions()::find);
      if (one.isEmpty()) {
        return say("No room has the code " + what.get() + ", and there is no such file.");
      }
      rooms = List.of(one.get());
    }
    Audit audit = new Audit(storage.journal(), ReplaySettings.STANDARD);
    int whole = 0;
    for (RoomRecord room : rooms) {
      Audit.Finding finding = audit.room(room.id());
      out.println(room.code().value() + " " + sentence(finding));
      whole += finding.fault().isEmpty() ? 1 : 0;
    }
    out.printf(Locale.ROOT, "%d of %d rooms are whole.%n", whole, rooms.size());
    return whole == rooms.size() ? WHOLE : BROKEN;
  }

  private int file(Path file, PrintWriter out) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      Audit.Finding finding = Audit.log(lines.lines().filter(line -> !line.isBlank()).iterator());
      out.println(file + " " + sentence(finding));
      return finding.fault().isEmpty() ? WHOLE : BROKEN;
    } catch (UncheckedIOException e) {
      return say(file + " cannot be read: " + e.getCause().getMessage());
    }
  }

  private static String sentence(Audit.Finding finding) {
    return finding
        .fault()
        .map(fault -> "is not whole: entry " + fault.seq() + " " + fault.how() + ".")
        .orElseGet(
            () ->
                "is whole: "
                    + finding.entries()
                    + " entries"
                    + (finding.unhashed() > 0
                        ? ", the first "
                            + finding.unhashed()
                            + " of them from before hashes were kept."
                        : "."));
  }

  private int say(String why) {
    spec.commandLine().getErr().println(why);
    return NOT_LOOKED_AT;
  }
}
