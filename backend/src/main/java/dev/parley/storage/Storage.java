package dev.parley.storage;

import dev.parley.failpoint.Failpoints;
import dev.parley.room.Journal;
import dev.parley.session.Sessions;
import dev.parley.storage.StorageUnavailable.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.h2.api.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored rooms: one database file in the data folder, held by one server at a time.
 *
 * <p>What makes "committed" mean "survives a kill" is the write delay of 0. By default H2 writes
 * half a second later, and a kill takes back what was acknowledged meanwhile. The setting is kept
 * in the file, so it is set and read back at every start; statements always go one at a time.
 *
 * <p>Closed last by the one who opened it, after everything that appends: waiting entries are
 * committed, reads finish, the file is closed.
 */
public final class Storage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  private final FolderLock lock;

  /** Keeps the database open between the pool's comings and goings; the last to be closed. */
  private final Connection anchor;

  private final Database database;
  private final GroupWriter writer;
  private final StoredJournal journal;
  private final StoredSessions sessions;

  private Storage(
      FolderLock lock,
      Connection anchor,
      Housekeeping housekeeping,
      Database database,
      StorageSettings settings,
      Failpoints failpoints) {
    this.lock = lock;
    this.anchor = anchor;
    this.database = database;
    this.writer = new GroupWriter(database, housekeeping, settings, failpoints);
    this.journal = new StoredJournal(database, writer, settings.pageEntries());
    this.sessions = new StoredSessions(database);
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
    Path folder = settings.folder().toAbsolutePath().normalize();
    Path file = file(folder);
    if (folder.toString().contains(";")) {
      throw new StorageUnavailable(
          Reason.FAILED, "The data folder's path must not have a semicolon: " + folder, null);
    }
    FolderLock lock = FolderLock.take(folder, file);
    try {
      return open(lock, folder, file, settings, failpoints);
    } catch (StorageUnavailable e) {
      lock.close();
      throw e;
    }
  }

  /** The database's file in a data folder. */
  public static Path file(Path folder) {
    return folder.resolve("parley.mv.db");
  }

  /** The journal of all rooms. */
  public Journal journal() {
    return journal;
  }

  /** The book of rooms. */
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public void close() {
    writer.close();
    database.close();
    try {
      anchor.close();
      lock.left();
    } catch (SQLException | IOException e) {
      LOG.error("The database was not closed cleanly", e);
    }
    lock.close();
  }

  private static Storage open(
      FolderLock lock, Path folder, Path file, StorageSettings settings, Failpoints failpoints) {
    boolean known = Files.exists(file);
    String url =
        "jdbc:h2:file:"
            + folder.resolve("parley")
            + ";DB_CLOSE_ON_EXIT=FALSE"
            + (known ? ";IFEXISTS=TRUE" : "");
    Connection anchor = null;
    try {
      anchor = DriverManager.getConnection(url, "sa", "");
      requireDurable(anchor);
      migrate(url);
      Housekeeping housekeeping = new Housekeeping(anchor, failpoints);
      Storage storage =
          new Storage(
              lock, anchor, housekeeping, new Database(url, settings), settings, failpoints);
      lock.opened();
      return storage;
    } catch (SQLException | IOException | RuntimeException e) {
      closeQuietly(anchor, e);
      throw e instanceof StorageUnavailable refusal ? refusal : unavailable(file, e);
    }
  }

  private static void requireDurable(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET WRITE_DELAY 0");
      try (ResultSet delay =
          statement.executeQuery(
              "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS"
                  + " WHERE SETTING_NAME = 'WRITE_DELAY'")) {
        if (!delay.next() || delay.getInt(1) != 0) {
          throw new StorageUnavailable(
              Reason.FAILED, "The database does not write at once when told to.", null);
        }
      }
    }
    if (connection.isReadOnly()) {
      throw new StorageUnavailable(
          Reason.NOT_WRITABLE, "The database can only be read, not written.", null);
    }
  }

  private static void migrate(String url) {
    Flyway flyway = Flyway.configure().dataSource(url, "sa", "").load();
    for (MigrationInfo migration : flyway.info().all()) {
      if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
        throw new StorageUnavailable(
            Reason.NEWER,
            "A later release of this server has worked on the database (its schema is at "
                + migration.getVersion()
                + "): start that release, or restore a backup from before it.",
            null);
      }
    }
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw new StorageUnavailable(
          Reason.MIGRATION, "The database's schema could not be brought up to date.", e);
    }
  }

  private static StorageUnavailable unavailable(Path file, Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        switch (sql.getErrorCode()) {
          case ErrorCode.DATABASE_ALREADY_OPEN_1 -> {
            return new StorageUnavailable(
                Reason.LOCKED, "Another program has the database " + file + " open.", e);
          }
          case ErrorCode.FILE_VERSION_ERROR_1 -> {
            return new StorageUnavailable(
                Reason.NEWER,
                "The database "
                    + file
                    + " was made by another version of H2: export it there with SCRIPT and import"
                    + " it here with RUNSCRIPT.",
                e);
          }
          case ErrorCode.FILE_CORRUPTED_1, ErrorCode.GENERAL_ERROR_1, ErrorCode.IO_EXCEPTION_1 -> {
            return corrupt(file, e);
          }
          case ErrorCode.IO_EXCEPTION_2 -> {
            return corrupt(file, e);
          }
          default -> LOG.debug("not a known reason: {}", sql.getErrorCode());
        }
      }
    }
    return new StorageUnavailable(
        Reason.FAILED, "The database " + file + " could not be opened: " + e.getMessage(), e);
  }

  private static StorageUnavailable corrupt(Path file, Exception e) {
    return new StorageUnavailable(
        Reason.CORRUPT,
        "The database " + file + " is damaged. It was left as it is: restore a backup.",
        e);
  }

  private static void closeQuietly(Connection connection, Exception because) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        because.addSuppressed(e);
      }
    }
  }
}
