package dev.parley;

import dev.parley.backup.Damaged;
import dev.parley.backup.Restore;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.RoomSettings;
import dev.parley.storage.Storage;
import dev.parley.storage.StorageSettings;
import dev.parley.storage.StorageUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data folder from a backup. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a backup entry by entry and makes a new data folder from it.",
      "A folder that has a database already is left as it is."
    })
final class RestoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      required = true,
      description = "The data folder to be made.")
  private Path data;

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file;

  @Override
  public Integer call() {
    Restore restore = new Restore(RoomSettings.STANDARD.snapshotEvery());
    try {
      // Twice, so that a damaged backup leaves no half a folder behind.
      restore.check(file);
      if (Files.exists(Storage.file(data))) {
        return say("There is a database in " + data + " already: restore into a new folder.");
      }
      try (Storage storage = Storage.open(StorageSettings.of(data, false))) {
        Restore.Counted counted = restore.into(storage.journal(), file);
        spec.commandLine()
            .getOut()
            .printf(
                Locale.ROOT,
                "%s: %d rooms, %d entries, every hash as it was.%n",
                data,
                counted.rooms(),
                counted.entries());
        return 0;
      }
    } catch (Damaged | StorageUnavailable e) {
      return say(e.getMessage());
    } catch (IOException | JournalException e) {
      return say("The backup could not be restored: " + e.getMessage());
    }
  }

  private int say(String why) {
    spec.commandLine().getErr().println(why);
    return 1;
  }
}
