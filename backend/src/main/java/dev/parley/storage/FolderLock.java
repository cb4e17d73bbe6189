package dev.parley.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.storage.StorageUnavailable.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the data folder for one server, and remembers in the lock's file what ought to be there:
 * that a database was made, and how long its file was when it was last closed. A database that
 * vanished or was cut or swapped meanwhile is thereby noticed instead of being replaced by an empty
 * one. After a crash only the first is known.
 */
final class FolderLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);
  private static final String OPEN = "open";
  private static final String CLOSED = "closed ";

  /** Bytes that the note has, with blanks behind it. */
  private static final int LINE = 64;

  private final Path file;
  private final Path database;
  private final FileChannel channel;

  /** What was noted before this opening. */
  private String noted = "";

  private FolderLock(Path file, Path database, FileChannel channel) {
    this.file = file;
    this.database = database;
    this.channel = channel;
  }

  /**
   * Takes the folder, making it when it is not there.
   *
   * @param database the database's file, which need not be there
   */
  static FolderLock take(Path folder, Path database) {
    Path file = folder.resolve("parley.lock");
    FileChannel channel;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
    FolderLock lock = new FolderLock(file, database, channel);
    try {
      FileLock held = channel.tryLock();
      if (held == null) {
        throw locked(folder, null);
      }
      lock.requireWhatWasThere();
      return lock;
    } catch (OverlappingFileLockException e) {
      lock.close();
      throw locked(folder, e);
    } catch (IOException e) {
      lock.close();
      throw notWritable(folder, e);
    } catch (StorageUnavailable e) {
      lock.close();
      throw e;
    }
  }

  /** Notes that the database is there and in use. */
  void opened() throws IOException {
    note(OPEN);
  }

  /**
   * Notes how far the database has come, so that one that was cut, or put back, after a crash is
   * noticed too.
   */
  void reached(Mark mark) {
    try {
      write(OPEN + " " + mark.created() + " " + mark.version());
    } catch (IOException e) {
      LOG.debug("not noted, the next time will do", e);
    }
  }

  /**
   * Refuses a database that is behind what was noted of it.
   *
   * @param now how far it has come by what is in it
   */
  void requireAllOf(Mark now) {
    if (noted.startsWith(OPEN + " ")) {
      String[] words = noted.split(" ", -1);
      long version = Long.parseLong(words[2]);
      if (Long.parseLong(words[1]) == now.created() && now.version() < version) {
        throw replaced(
            "The database "
                + database
                + " is not as it was left: what was written last is missing from it.");
      }
    }
  }

  /**
   * How far a database file has come.
   *
   * @param created when it was made, which tells it from another
   * @param version counts what was written to it
   */
  record Mark(long created, long version) {}

  /** Notes how the database was left. */
  void left() throws IOException {
    note(CLOSED + Files.size(database));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void requireWhatWasThere() throws IOException {
    String note = read();
    noted = note;
    boolean there = Files.exists(database) && Files.size(database) > 0;
    if (!there && (!note.isEmpty() || Files.exists(database))) {
      throw replaced("The database " + database + " was here and is gone or empty.");
    }
    if (there && !Files.isWritable(database)) {
      throw notWritable(database, null);
    }
    if (note.startsWith(CLOSED) && !note.equals(CLOSED + Files.size(database))) {
      throw replaced(
          "The database "
              + database
              + " is not as it was left: it has "
              + Files.size(database)
              + " bytes, and had "
              + note.substring(CLOSED.length())
              + ".");
    }
    if (there && !note.startsWith(OPEN)) {
      // Before anything touches the file: a kill while it is being opened leaves it longer than it
      // was closed, and that is no reason to refuse it.
      opened();
    }
  }

  private StorageUnavailable replaced(String what) {
    return new StorageUnavailable(
        Reason.REPLACED,
        what + " Put the right file back; to go on with what is there now, delete " + file + ".",
        null);
  }

  private static StorageUnavailable locked(Path folder, Exception cause) {
    return new StorageUnavailable(
        Reason.LOCKED, "Another server is running on the data folder " + folder + ".", cause);
  }

  private static StorageUnavailable notWritable(Path path, Exception cause) {
    return new StorageUnavailable(
        Reason.NOT_WRITABLE, "This server may not write to " + path + ".", cause);
  }

  private String read() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LINE);
    channel.read(bytes, 0);
    return UTF_8.decode(bytes.flip()).toString().strip();
  }

  private void note(String note) throws IOException {
    write(note);
    channel.force(true);
  }

  private void write(String note) throws IOException {
    // Written over in one go and never cut first: a kill in between leaves the old note or the new.
    byte[] line = Arrays.copyOf((note + "\n").getBytes(UTF_8), LINE);
    Arrays.fill(line, note.length() + 1, LINE, (byte) ' ');
    channel.write(ByteBuffer.wrap(line), 0);
  }
}
