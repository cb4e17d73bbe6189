package dev.parley.storage;

import dev.parley.failpoint.Failpoint;
import dev.parley.failpoint.Failpoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * Keeps the database file from growing without end. Every commit writes the pages it touched to a
 * new place; the old place is free only when nothing in it is needed any more. H2 moves what is
 * still needed in a thread of its own, but that thread also writes commits behind our back, which
 * is what a write delay of 0 is there to prevent, and so with that delay it does not run. Hence the
 * writer does it between two commits: whatever it moves becomes part of the next one.
 */
final class Housekeeping {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Percent of the file's chunks that ought to be in use. */
  private static final int FILL = 60;

  /** Bytes moved at a time, which bounds how long a commit waits for it. */
  private static final int MOVED = 4 << 20;

  private final MVStore store;
  private final Failpoints failpoints;
  private long last = System.nanoTime();

  /**
   * @param anchor a direct connection, not one of a pool
   */
  Housekeeping(Connection anchor, Failpoints failpoints) throws SQLException {
    SessionLocal session = (SessionLocal) anchor.unwrap(JdbcConnection.class).getSession();
    this.store = session.getDatabase().getStore().getMvStore();
    this.failpoints = failpoints;
  }

  /** Moves a little, if the last time is long enough ago. On the writer's thread. */
  void tidy() {
    if (System.nanoTime() - last >= PAUSE.toNanos()) {
      failpoints.reach(Failpoint.BEFORE_COMPACTION);
      store.compact(FILL, MOVED);
      failpoints.reach(Failpoint.AFTER_COMPACTION);
      last = System.nanoTime();
    }
  }
}
