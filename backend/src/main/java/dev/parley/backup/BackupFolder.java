package dev.parley.backup;

import dev.parley.room.Journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of backups, of which only the newest are kept. */
public final class BackupFolder {

  private static final Logger log = LoggerFactory.getLogger(BackupFolder.class);
  private static final String BEGIN = "parley-";
  private static final String END = ".ndjson.gz";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final int kept;
  private final Backup backup;
  private final Clock clock;

  public BackupFolder(Path folder, int kept, Backup backup, Clock clock) {
    this.folder = folder;
    this.kept = kept;
    this.backup = backup;
    this.clock = clock;
  }

  /** Writes one more and deletes those that are too many; what fails is logged. */
  public void add() {
    Path file = folder.resolve(BEGIN + NAME.format(clock.instant()) + END);
    try {
      Files.createDirectories(folder);
      Backup.Written written = backup.write(file, clock.instant());
      log.info("{}: {} rooms, {} entries", file, written.rooms(), written.entries());
      List<Path> all = all();
      for (Path old : all.subList(0, Math.max(0, all.size() - kept))) {
        Files.delete(old);
      }
    } catch (IOException | JournalException e) {
      log.error("the backup {} could not be written", file, e);
    }
  }

  /** The backups that are there, oldest first. */
  List<Path> all() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(BEGIN))
          .filter(file -> file.getFileName().toString().endsWith(END))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }
}
