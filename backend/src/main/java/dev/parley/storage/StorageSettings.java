package dev.parley.storage;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the storage is set up, with every bound it has.
 *
 * @param folder where the database lies; made when it is not there
 * @param powerSafe whether a commit is also forced through the operating system's cache, so that a
 *     power cut loses nothing either; a killed process loses nothing in both modes
 * @param groupEntries entries that one commit takes at most
 * @param queuedEntries entries that may wait for their commit, of all rooms together
 * @param queuedUnits UTF-16 units of text that these may have
 * @param connections to the database: one writes, the others read; at least 2
 * @param queuedReads reads that may wait for a connection; one more is refused
 * @param pageEntries entries that opening a room reads at a time
 * @param linger how long entries wait for company that were told before they are stored
 * @param spare bytes of the disk that must stay free; with fewer nothing is written
 * @param look how often it is tried whether anything can be stored again
 * @param patience how long opening and making a room wait for the writer
 * @param closing how long closing waits for what is being written and read
 */
public record StorageSettings(
    Path folder,
    boolean powerSafe,
    int groupEntries,
    int queuedEntries,
    long queuedUnits,
    int connections,
    int queuedReads,
    int pageEntries,
    Duration linger,
    long spare,
    Duration look,
    Duration patience,
    Duration closing) {

  public StorageSettings {
    requireNonNull(folder, "folder");
    requireNonNull(linger, "linger");
    requireNonNull(look, "look");
    requireNonNull(patience, "patience");
    requireNonNull(closing, "closing");
    if (groupEntries < 1
        || queuedEntries < 1
        || queuedUnits < 1
        || connections < 2
        || queuedReads < 1
        || pageEntries < 1
        || linger.isNegative()
        || spare < 0
        || !look.isPositive()
        || !patience.isPositive()) {
      throw new IllegalArgumentException("a bound of the storage is below its least value");
    }
  }

  /** The usual bounds. */
  public static StorageSettings of(Path folder, boolean powerSafe) {
    return new StorageSettings(
        folder,
        powerSafe,
        256,
        20_000,
        64L << 20,
        4,
        256,
        500,
        Duration.ofMillis(25),
        64L << 20,
        Duration.ofMillis(250),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10));
  }
}
