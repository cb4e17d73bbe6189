package dev.parley.storage;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether there is any point in trying to commit: the disk has room, and the database is open, or
 * was opened again just now. H2 survives a full disk only by closing, so it is kept from running
 * into one; what other programs fill up meanwhile, and every other fault of the disk, it does run
 * into, and is opened again afterwards. On the writer's thread.
 */
final class Footing {

  private final Anchor anchor;
  private final Database database;
  private final long spare;
  private final LongSupplier usable;

  /**
   * @param spare bytes that must stay free
   * @param usable bytes that are
   */
  Footing(Anchor anchor, Database database, long spare, LongSupplier usable) {
    this.anchor = anchor;
    this.database = database;
    this.spare = spare;
    this.usable = usable;
  }

  /** Whether H2 has given up on the file. */
  boolean isLost() {
    return !anchor.isOpen();
  }

  /** What stands in the way of committing, after having tried to mend it. */
  Optional<String> missing() {
    long free = usable.getAsLong();
    if (free < spare) {
      return Optional.of("the disk is full: " + free + " bytes free, " + spare + " are needed");
    }
    if (isLost()) {
      try {
        anchor.reopen();
        database.reconnect();
      } catch (SQLException | RuntimeException e) {
        return Optional.of("the database cannot be opened: " + e.getMessage());
      }
    }
    return Optional.empty();
  }
}
