package dev.parley.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the database anew into a second file, row by row, and puts that in the place of the first.
 * That is how what was erased leaves the disk: H2 reuses the places of deleted rows some day and in
 * part, and even its compaction copies what lies between the pages.
 *
 * <p>Logs only grow, so all that was there at the start is copied while everybody goes on; then the
 * writer pauses for what came since, and the files change places by one renaming. A kill at any
 * moment leaves the old file, or the new one, whole; what is left of an unfinished copy is deleted
 * when it is noticed. Nothing of H2's own compaction takes part, whose full form is known to fail
 * in this version.
 */
final class Rewrite {

  private static final Logger LOG = LoggerFactory.getLogger(Rewrite.class);
  private static final int PAGE = 2_000;

  /** Where a room's copy has got to, by table. */
  private static final Set<String> GROWING = Set.of("entries", "snapshots", "overflow");

  private final H2File from;
  private final H2File to;
  private final BooleanSupplier enough;
  private final Map<UUID, Long> copied = new HashMap<>();
  private Set<UUID> erased = Set.of();

  /**
   * @param enough whether to give up
   */
  Rewrite(H2File from, H2File to, BooleanSupplier enough) {
    this.from = from;
    this.to = to;
    this.enough = enough;
  }

  /** Deletes what is left of a copy that was not finished. */
  void forget() throws IOException {
    Files.deleteIfExists(to.path());
  }

  /** Copies what is there, while others write. */
  void copy() throws SQLException, IOException {
    forget();
    try (Connection source = from.open();
        Connection target = to.create()) {
      to.migrate();
      target.setAutoCommit(false);
      erased = rooms(source, "select room from erasures");
      for (UUID room : rooms(source, "select id from rooms")) {
        if (!erased.contains(room)) {
          rows(source, target, "rooms", "id = ?", room);
          grow(source, target, room);
        }
      }
    }
  }

  /**
   * Copies what came since. Nobody may write.
   *
   * @return false when a room was erased since: then the copy has what it must not have
   */
  boolean catchUp() throws SQLException, IOException {
    try (Connection source = from.open();
        Connection target = to.create()) {
      target.setAutoCommit(false);
      if (!rooms(source, "select room from erasures").equals(erased)) {
        return false;
      }
      for (UUID room : rooms(source, "select id from rooms")) {
        if (erased.contains(room)) {
          continue;
        }
        if (!copied.containsKey(room)) {
          rows(source, target, "rooms", "id = ?", room);
        } else if (last(source, room) > copied.get(room)) {
          update(source, target, room);
        }
        grow(source, target, room);
        rows(source, target, "files", "room = ?", room);
        if (last(target, room) != last(source, room)) {
          throw new SQLException("a room was not copied whole");
        }
      }
    }
    force(to.path());
    return true;
  }

  /** Puts the new file in the place of the old one. Nobody may have either open. */
  void swap() throws IOException {
    Files.move(
        to.path(),
        from.path(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try {
      force(from.path().getParent());
    } catch (IOException e) {
      // Not every system lets a folder be opened; the renaming is then as durable as it makes it.
      LOG.debug("the folder cannot be forced", e);
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Copies a room's rows after the last one copied. */
  private void grow(Connection source, Connection target, UUID room) throws SQLException {
    long after = copied.getOrDefault(room, 0L);
    long last = last(source, room);
    while (after < last) {
      if (enough.getAsBoolean()) {
        throw new SQLException("given up: the storage is being closed");
      }
      long until = Math.min(last, after + PAGE);
      for (String table : GROWING) {
        rows(source, target, table, "room = ? and seq > " + after + " and seq <= " + until, room);
      }
      after = until;
    }
    copied.put(room, last);
  }

  private static long last(Connection connection, UUID room) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select max(seq) from entries where room = ?")) {
      query.setObject(1, room);
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? found.getLong(1) : 0;
      }
    }
  }

  private static Set<UUID> rooms(Connection connection, String query) throws SQLException {
    Set<UUID> rooms = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        rooms.add(found.getObject(1, UUID.class));
      }
    }
    return rooms;
  }

  private static void rows(
      Connection source, Connection target, String table, String where, UUID room)
      throws SQLException {
    try (PreparedStatement query =
        source.prepareStatement("select * from " + table + " where " + where)) {
      query.setObject(1, room);
      try (ResultSet row = query.executeQuery()) {
        int columns = row.getMetaData().getColumnCount();
        try (PreparedStatement insert =
            target.prepareStatement(
                "insert into " + table + " values (" + "?,".repeat(columns - 1) + "?)")) {
          boolean any = false;
          while (row.next()) {
            for (int i = 1; i <= columns; i++) {
              insert.setObject(i, row.getObject(i));
            }
            insert.addBatch();
            any = true;
          }
          if (any) {
            insert.executeBatch();
          }
        }
      }
    }
    target.commit();
  }

  /** What the books say of a room may have changed since it was copied. */
  private static void update(Connection source, Connection target, UUID room) throws SQLException {
    try (PreparedStatement query =
            source.prepareStatement("select title, language, state from rooms where id = ?");
        PreparedStatement update =
            target.prepareStatement(
                "update rooms set title = ?, language = ?, state = ? where id = ?")) {
      query.setObject(1, room);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        for (int i = 1; i <= 3; i++) {
          update.setString(i, row.getString(i));
        }
      }
      update.setObject(4, room);
      update.executeUpdate();
    }
    target.commit();
  }
}
