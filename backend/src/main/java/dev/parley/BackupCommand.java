package dev.parley;

import dev.parley.backup.Backup;
import dev.parley.room.Journal.JournalException;
import dev.parley.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a backup of a data folder in which no server runs. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Writes all rooms into one file. A running server writes backups by itself",
      "(PARLEY_BACKUPS); this is for a data folder in which none runs."
    })
final class BackupCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private DataFolder data;

  @Parameters(paramLabel = "FILE", description = "Where the backup goes, such as rooms.ndjson.gz.")
  private Path file;

  @Override
  public Integer call() {
    try (Storage storage =
        data.open("It can write backups by itself: set PARLEY_BACKUPS to a folder.")) {
      Backup.Written written =
          new Backup(storage.sessions(), storage.journal()).write(file.toAbsolutePath(), App.now());
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT, "%s: %d rooms, %d entries.%n", file, written.rooms(), written.entries());
      return written.cut().isEmpty()
          ? 0
          : say("Not readable to their end: " + String.join(", ", written.cut()) + ".");
    } catch (DataFolder.Shut e) {
      return say(e.getMessage());
    } catch (IOException | JournalException e) {
      return say("The backup could not be written: " + e.getMessage());
    }
  }

  private int say(String why) {
    spec.commandLine().getErr().println(why);
    return 1;
  }
}
