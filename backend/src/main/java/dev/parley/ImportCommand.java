package dev.parley;

import dev.parley.backup.Damaged;
import dev.parley.backup.Import;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.RoomSettings;
import dev.parley.session.Identity;
import dev.parley.storage.Storage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes rooms of exported logs. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a room of each log that an interviewer exported as NDJSON, and prints its links.",
      "A log is checked entry by entry before anything of it is stored."
    })
final class ImportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private DataFolder data;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "An exported log.")
  private List<Path> files = List.of();

  @Override
  public Integer call() {
    Import imports =
        new Import(
            new Identity(new SecureRandom()), App::now, RoomSettings.STANDARD.snapshotEvery());
    try (Storage storage = data.open("Stop it first.")) {
      int refused = 0;
      for (Path file : files) {
        refused += take(imports, storage, file) ? 0 : 1;
      }
      return refused == 0 ? 0 : 1;
    } catch (DataFolder.Shut e) {
      say(e.getMessage());
      return 1;
    }
  }

  private boolean take(Import imports, Storage storage, Path file) {
    try {
      tell(imports.into(storage.journal(), file));
      return true;
    } catch (Damaged e) {
      say(e.getMessage());
    } catch (NoSuchFileException e) {
      say("There is no file " + file + ".");
    } catch (IOException | JournalException e) {
      say(file + " could not be taken in: " + e.getMessage());
    }
    return false;
  }

  private void tell(Import.Imported made) {
    PrintWriter out = spec.commandLine().getOut();
    String link = "/room/" + made.room().code();
    out.printf(
        Locale.ROOT, "%s: %d entries, every hash as it was.%n", made.room().code(), made.entries());
    out.printf(Locale.ROOT, "  candidates   %s%n", link);
    out.printf(Locale.ROOT, "  interviewers %s#k=%s%n", link, made.capability());
  }

  private void say(String why) {
    spec.commandLine().getErr().println(why);
  }
}
