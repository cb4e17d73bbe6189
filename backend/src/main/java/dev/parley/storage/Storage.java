package dev.parley.storage;

import dev.parley.failpoint.Failpoints;
import dev.parley.room.Journal;
import dev.parley.room.Journal.JournalException;
import dev.parley.session.Sessions;
import dev.parley.storage.StorageUnavailable.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored rooms: one database file in the data folder, held by one server at a time.
 *
 * <p>Closed last by the one who opened it, after everything that appends: waiting entries are
 * committed, reads finish, the file is closed.
 */
public final class Storage implements AutoCloseable {

  private static final String NAME = "parley";
  private static final String NEXT = "parley-next";
  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  private final FolderLock lock;

  private final H2File file;
  private final Anchor anchor;

  private final Database database;
  private final GroupWriter writer;
  private final StoredJournal journal;
  private final StoredSessions sessions;
  private final Eraser eraser;

  /** Held while the file is written anew, so that nobody closes it meanwhile. */
  private final Object sweeping = new Object();

  private volatile boolean closing;

  private Storage(
      FolderLock lock,
      H2File file,
      Anchor anchor,
      Database database,
      StorageSettings settings,
      Failpoints failpoints,
      LongSupplier usable) {
    this.lock = lock;
    this.file = file;
    this.anchor = anchor;
    this.database = database;
    this.writer =
        new GroupWriter(
            database,
            new Footing(anchor, database, settings.spare(), usable),
            new Housekeeping(anchor, lock::reached, failpoints),
            settings,
            failpoints);
    this.journal = new StoredJournal(database, writer, settings);
    this.eraser = new Eraser(database, journal::commit);
    this.sessions = new StoredSessions(database, eraser);
  }

  /**
   * Opens the database of a folder, makes it when there never was one, and brings its schema up to
   * date.
   *
   * @throws StorageUnavailable when it cannot; then nothing is left open
   */
  public static Storage open(StorageSettings settings) {
    return open(settings, Failpoints.NONE);
  }

  /** The same, for one that breaks where it is told to. */
  public static Storage open(StorageSettings settings, Failpoints failpoints) {
    File disk = settings.folder().toAbsolutePath().toFile();
    return open(settings, failpoints, disk::getUsableSpace);
  }

  /**
   * The same, on a disk of one's own.
   *
   * @param usable how many bytes are free on it
   */
  static Storage open(StorageSettings settings, Failpoints failpoints, LongSupplier usable) {
    Path folder = settings.folder().toAbsolutePath().normalize();
    H2File file = H2File.in(folder, NAME);
    if (folder.toString().contains(";")) {
      throw new StorageUnavailable(
          Reason.FAILED, "The data folder's path must not have a semicolon: " + folder, null);
    }
    FolderLock lock = FolderLock.take(folder, file.path());
    try {
      return open(lock, file, settings, failpoints, usable);
    } catch (StorageUnavailable e) {
      lock.close();
      throw e;
    }
  }

  /** The database's file in a data folder. */
  public static Path file(Path folder) {
    return H2File.in(folder, NAME).path();
  }

  /** The journal of all rooms. */
  public Journal journal() {
    return journal;
  }

  /** The book of rooms. */
  public Sessions sessions() {
    return sessions;
  }

  /**
   * Takes what was erased off the disk, if anything was: the rows, and then every trace of them, by
   * writing the file anew. Blocks for as long as that takes; others go on meanwhile but for the
   * last moment. To be called from time to time, by one thread.
   *
   * @throws JournalException when it cannot be done now
   */
  public void sweep() {
    synchronized (sweeping) {
      if (!closing) {
        eraser.clear();
        if (eraser.hasStruck()) {
          rewrite();
        }
      }
    }
  }

  private void rewrite() {
    H2File next = H2File.in(file.path().getParent(), NEXT);
    Rewrite rewrite = new Rewrite(file, next, () -> closing);
    try {
      rewrite.copy();
      writer.between(() -> exchange(rewrite)).join();
    } catch (SQLException | IOException | CompletionException e) {
      throw new JournalException("the database could not be written anew", e);
    } finally {
      forget(rewrite);
    }
  }

  /** On the writer's thread, so that nobody writes. */
  private void exchange(Rewrite rewrite) {
    try {
      if (!rewrite.catchUp()) {
        LOG.info("A room was erased meanwhile: the database is written anew another time");
        return;
      }
      if (!database.suspend()) {
        throw new JournalException("somebody reads for too long", null);
      }
      try {
        anchor.letGo();
        rewrite.swap();
      } finally {
        anchor.reopen();
        database.resume();
      }
    } catch (SQLException | IOException e) {
      throw new JournalException("the files could not be exchanged", e);
    }
  }

  private static void forget(Rewrite rewrite) {
    try {
      rewrite.forget();
    } catch (IOException e) {
      LOG.warn("An unfinished copy of the database could not be deleted", e);
    }
  }

  @Override
  public void close() {
    closing = true;
    synchronized (sweeping) {
      writer.close();
      database.close();
    }
    try {
      anchor.close();
      lock.left();
    } catch (IOException e) {
      LOG.error("The database was not closed cleanly", e);
    }
    lock.close();
  }

  private static Storage open(
      FolderLock lock,
      H2File file,
      StorageSettings settings,
      Failpoints failpoints,
      LongSupplier usable) {
    Connection connection = null;
    try {
      Files.deleteIfExists(H2File.in(file.path().getParent(), NEXT).path());
      connection = Files.exists(file.path()) ? file.open() : file.create();
      Anchor anchor = new Anchor(file, connection);
      lock.requireAllOf(anchor.mark());
      file.migrate();
      Storage storage =
          new Storage(
              lock, file, anchor, new Database(file.url(), settings), settings, failpoints, usable);
      lock.opened();
      return storage;
    } catch (SQLException | IOException | RuntimeException e) {
      if (connection != null) {
        H2File.closeQuietly(connection, e);
      }
      throw e instanceof StorageUnavailable refusal ? refusal : file.unavailable(e);
    }
  }
}
