package dev.parley;

import dev.parley.backup.Backup;
import dev.parley.backup.BackupFolder;
import dev.parley.config.UpkeepSettings;
import dev.parley.replay.Audit;
import dev.parley.replay.ReplaySettings;
import dev.parley.room.Retention;
import dev.parley.room.Rooms;
import dev.parley.session.RoomRecord;
import dev.parley.storage.Storage;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does by itself with what it has stored, one thing after the other behind
 * everybody's back: it checks the newest rooms at its start, and from time to time it erases rooms
 * that are due, takes what was erased off the disk, and writes a backup.
 *
 * <p>Its thread is never interrupted, as it touches the database's file.
 */
final class Upkeep implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  private final UpkeepSettings settings;
  private final Storage storage;
  private final Rooms rooms;
  private final Audit audit;
  private final Retention retention;
  private final Optional<BackupFolder> backups;
  private final ScheduledExecutorService thread;
  private volatile boolean closed;

  Upkeep(UpkeepSettings settings, Storage storage, Rooms rooms, Clock clock) {
    this.settings = settings;
    this.storage = storage;
    this.rooms = rooms;
    this.audit = new Audit(storage.journal(), ReplaySettings.STANDARD);
    this.retention =
        new Retention(storage.sessions(), storage.journal(), rooms, clock, settings.retention());
    Backup backup = new Backup(storage.sessions(), storage.journal());
    this.backups =
        settings.backups().map(folder -> new BackupFolder(folder, settings.kept(), backup, clock));
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("upkeep").daemon().factory());
  }

  void start() {
    thread.execute(() -> carefully("the check of the newest rooms", this::check));
    repeat("erasing what is due", retention::run);
    repeat("taking what was erased off the disk", storage::sweep);
    backups.ifPresent(folder -> repeat("the backup", folder::add));
  }

  private void repeat(String what, Runnable work) {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> carefully(what, work),
            settings.first().toMillis(),
            settings.every().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void carefully(String what, Runnable work) {
    if (closed) {
      return;
    }
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      log.error("{} failed", what, e);
    }
  }

  /** A room that does not add up is closed, and nothing else is. */
  private void check() {
    int whole = 0;
    for (RoomRecord room : storage.sessions().newest(settings.checked())) {
      if (closed) {
        return;
      }
      Audit.Finding finding = audit.room(room.id());
      if (finding.fault().isEmpty()) {
        whole++;
      } else if (storage.sessions().find(room.id()).isPresent()) {
        Audit.Fault fault = finding.fault().get();
        log.error("room {} stays closed: entry {} {}", room.code(), fault.seq(), fault.how());
        rooms.shut(room.id());
      }
    }
    log.info("{} of the newest rooms were checked and are whole", whole);
  }

  /** Begins nothing more; what is under way ends when the storage is closed. */
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
  }
}
