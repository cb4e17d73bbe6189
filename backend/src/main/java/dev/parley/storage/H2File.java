package dev.parley.storage;

import dev.parley.storage.StorageUnavailable.Reason;
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
 * A database file: how it is opened, brought up to date, and why it could not be.
 *
 * <p>What makes "committed" mean "survives a kill" is the write delay of 0. By default H2 writes
 * half a second later, and a kill takes back what was acknowledged meanwhile. The setting is kept
 * in the file, so it is set and read back at every opening; statements always go one at a time. H2
 * writes no trace file: what people typed would be in it, and stay there when they delete it.
 *
 * @param path ends in {@code .mv.db}
 */
record H2File(Path path) {

  private static final Logger LOG = LoggerFactory.getLogger(H2File.class);
  private static final String END = ".mv.db";
  private static final String OPTIONS = ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";

  static H2File in(Path folder, String name) {
    return new H2File(folder.resolve(name + END));
  }

  /** For opening it when it is there, and never making an empty one in its place. */
  String url() {
    return make() + ";IFEXISTS=TRUE";
  }

  /** For opening it, or making it. */
  private String make() {
    String file = path.toString();
    return "jdbc:h2:file:" + file.substring(0, file.length() - END.length()) + OPTIONS;
  }

  /** Opens it. */
  Connection open() throws SQLException {
    return durable(DriverManager.getConnection(url(), "sa", ""));
  }

  /** Makes it, or opens it. */
  Connection create() throws SQLException {
    return durable(DriverManager.getConnection(make(), "sa", ""));
  }

  private static Connection durable(Connection connection) throws SQLException {
    try {
      requireDurable(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      closeQuietly(connection, e);
      throw e;
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

  /** Brings the schema up to date; somebody holds the database open meanwhile. */
  void migrate() {
    Flyway flyway = Flyway.configure().dataSource(url(), "sa", "").load();
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

  /** In words, why it could not be opened. */
  StorageUnavailable unavailable(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        switch (sql.getErrorCode()) {
          case ErrorCode.DATABASE_ALREADY_OPEN_1 -> {
            return new StorageUnavailable(
                Reason.LOCKED, "Another program has the database " + path + " open.", e);
          }
          case ErrorCode.FILE_VERSION_ERROR_1 -> {
            return new StorageUnavailable(
                Reason.NEWER,
                "The database "
                    + path
                    + " was made by another version of H2. With the release of this server that"
                    + " made it, write a backup (parley backup FILE); then restore that with this"
                    + " release into a new folder (parley restore FILE --data FOLDER).",
                e);
          }
          case ErrorCode.FILE_CORRUPTED_1,
              ErrorCode.GENERAL_ERROR_1,
              ErrorCode.IO_EXCEPTION_1,
              ErrorCode.IO_EXCEPTION_2 -> {
            return new StorageUnavailable(
                Reason.CORRUPT,
                "The database "
                    + path
                    + " is damaged. It was left as it is: move it away and restore a backup"
                    + " (parley restore FILE --data FOLDER).",
                e);
          }
          default -> LOG.debug("not a known reason: {}", sql.getErrorCode());
        }
      }
    }
    return new StorageUnavailable(
        Reason.FAILED, "The database " + path + " could not be opened: " + e.getMessage(), e);
  }

  static void closeQuietly(Connection connection, Exception because) {
    try {
      connection.close();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }
}
