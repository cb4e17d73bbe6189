package dev.parley;

import dev.parley.storage.Storage;
import dev.parley.storage.StorageSettings;
import dev.parley.storage.StorageUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The data folder that a command looks into, while no server runs in it. */
final class DataFolder {

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "${env:PARLEY_DATA:-data}",
      description = "The data folder (${DEFAULT-VALUE}).")
  private Path data;

  /** Why there is nothing to look into, in sentences. */
  static final class Shut extends Exception {

    private static final long serialVersionUID = 1L;

    Shut(String why) {
      super(why);
    }
  }

  /**
   * Opens what is stored; a folder without a database stays as it is.
   *
   * @param otherwise what can be done where a server runs, a sentence
   */
  Storage open(String otherwise) throws Shut {
    if (!Files.exists(Storage.file(data))) {
      throw new Shut("There is no database in " + data.toAbsolutePath().normalize() + ".");
    }
    try {
      return Storage.open(StorageSettings.of(data, false));
    } catch (StorageUnavailable e) {
      throw new Shut(
          e.reason() == StorageUnavailable.Reason.LOCKED
              ? e.getMessage() + " " + otherwise
              : e.getMessage());
    }
  }
}
