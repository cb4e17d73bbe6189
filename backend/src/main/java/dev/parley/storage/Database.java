package dev.parley.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.parley.room.Journal.JournalException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The opened database: sessions for the writer, and threads for reading.
 *
 * <p>Reads run on threads of this package and the caller waits. An interrupt that hits a thread in
 * the middle of file access closes the file under everybody, and callers are interrupted whenever
 * somebody hangs up; here they may be, as the threads that touch the file never are.
 *
 * <p>Sessions are stateless: nothing is read twice within one, so a first-level cache would only
 * hold on to rows.
 */
final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final HikariDataSource pool;
  private final SessionFactory sessions;
  private final ThreadPoolExecutor readers;
  private final StorageSettings settings;

  Database(String url, StorageSettings settings) {
    this.settings = settings;
    this.pool = pool(url, settings.connections());
    try {
      this.sessions = sessions(pool);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    int threads = settings.connections() - 1;
    this.readers =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.queuedReads()),
            Thread.ofPlatform().name("storage-reader-", 0).factory());
  }

  /** For the writer alone: runs on its own thread. */
  void inTransaction(Consumer<StatelessSession> work) {
    sessions.inStatelessTransaction(work);
  }

  /**
   * Reads in one transaction; blocks, and cannot be interrupted.
   *
   * @throws JournalException when it cannot be done
   */
  <T> T read(Function<StatelessSession, T> work) {
    try {
      return CompletableFuture.supplyAsync(() -> sessions.fromStatelessTransaction(work), readers)
          .join();
    } catch (RejectedExecutionException e) {
      throw new JournalException("too many reads wait, or the storage is closed", e);
    } catch (CompletionException e) {
      throw e.getCause() instanceof JournalException cause
          ? cause
          : new JournalException("could not be read", e.getCause());
    }
  }

  /** Drops every connection: the database they led to is gone, and opened again. */
  void reconnect() {
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  /**
   * Keeps everybody from the database until {@link #resume}, and lets go of it.
   *
   * @return false when somebody still read from it after a while; then nothing has changed
   */
  boolean suspend() {
    HikariPoolMXBean connections = pool.getHikariPoolMXBean();
    connections.suspendPool();
    connections.softEvictConnections();
    long until = System.nanoTime() + settings.patience().toNanos();
    while (connections.getTotalConnections() > 0) {
      if (System.nanoTime() - until > 0) {
        connections.resumePool();
        return false;
      }
      LockSupport.parkNanos(1_000_000);
    }
    return true;
  }

  /** Lets everybody go on. */
  void resume() {
    pool.getHikariPoolMXBean().resumePool();
  }

  @Override
  public void close() {
    readers.shutdown();
    boolean interrupted = false;
    try {
      if (!readers.awaitTermination(settings.closing().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.error("Reads did not end within {}", settings.closing());
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    sessions.close();
    pool.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static HikariDataSource pool(String url, int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("storage");
    config.setJdbcUrl(url);
    config.setUsername("sa");
    config.setPassword("");
    config.setMaximumPoolSize(connections);
    config.setAutoCommit(false);
    config.setAllowPoolSuspension(true);
    // The database is in this process: connections do not go stale.
    config.setMaxLifetime(0);
    return new HikariDataSource(config);
  }

  private static SessionFactory sessions(HikariDataSource pool) {
    Configuration configuration = new Configuration();
    for (Class<?> row :
        new Class<?>[] {
          RoomRow.class,
          FileRow.class,
          EntryRow.class,
          SnapshotRow.class,
          OverflowRow.class,
          ErasureRow.class
        }) {
      configuration.addAnnotatedClass(row);
    }
    configuration.getProperties().put("hibernate.connection.datasource", pool);
    configuration.setProperty("hibernate.connection.provider_disables_autocommit", "true");
    configuration.setProperty("hibernate.jdbc.time_zone", "UTC");
    configuration.setProperty("hibernate.jdbc.batch_size", "100");
    // A row that does not fit its table is to be found at the start and not by the first room.
    configuration.setProperty("hibernate.hbm2ddl.auto", "validate");
    return configuration.buildSessionFactory();
  }
}
