package dev.parley.storage;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the database open between the pool's comings and goings: opened first, closed last. A write
 * that fails, on a full disk for example, makes H2 close the whole database; then it is opened
 * again here. Used by one thread at a time, the one that opens or the writer.
 */
final class Anchor implements AutoCloseable {

  private static final Duration LAST_READER = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(1);
  private static final Logger LOG = LoggerFactory.getLogger(Anchor.class);

  private final H2File file;
  private Connection connection;
  private MVStore store;

  Anchor(H2File file, Connection connection) throws SQLException {
    this.file = file;
    hold(connection);
  }

  /** What the database keeps its pages in. */
  MVStore store() {
    return store;
  }

  /** How far the file has come. */
  FolderLock.Mark mark() {
    FileStore<?> chunks = store.getFileStore();
    return new FolderLock.Mark(chunks.getCreationTime(), chunks.lastChunkVersion());
  }

  /** Whether H2 has not given up on the file. */
  boolean isOpen() {
    return !store.isClosed();
  }

  /**
   * Lets go of the file, so that another can take its place. The pool's connections are closed by a
   * thread of the pool's own and the database with the last of them: until then the file is in use,
   * and whatever were written after an exchange would go to the file that is gone.
   */
  void letGo() throws SQLException {
    connection.close();
    long end = System.nanoTime() + LAST_READER.toNanos();
    while (isOpen()) {
      if (System.nanoTime() - end > 0) {
        throw new SQLException("somebody still holds the database");
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /** Opens the file after H2 gave up on it, or after it was let go. */
  void reopen() throws SQLException {
    if (!connection.isClosed()) {
      try {
        session(connection).getDatabase().shutdownImmediately();
        connection.close();
      } catch (SQLException e) {
        LOG.debug("what was closed already", e);
      }
    }
    hold(file.open());
  }

  private void hold(Connection opened) throws SQLException {
    connection = opened;
    store = session(opened).getDatabase().getStore().getMvStore();
  }

  private static SessionLocal session(Connection connection) throws SQLException {
    return (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("the database was not closed", e);
    }
  }
}
