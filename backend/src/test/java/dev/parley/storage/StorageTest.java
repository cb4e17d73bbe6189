package dev.parley.storage;

import static dev.parley.storage.Rooms.change;
import static dev.parley.storage.Rooms.room;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.replay.Audit;
import dev.parley.replay.ReplaySettings;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.JournalEntry;
import dev.parley.storage.StorageUnavailable.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of opening, and what a damaged room costs the others. */
class StorageTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void storeTwoRooms() {
    file = folder.resolve("parley.mv.db");
    try (Storage storage = open()) {
      for (int number = 1; number <= 2; number++) {
        storage.journal().create(room(number), Rooms.first());
        storage
            .journal()
            .open(room(number).id(), 0)
            .log()
            .append(List.of(change(3, 1), change(4, 2)), Optional.of(Rooms.snapshot(4)))
            .toCompletableFuture()
            .join();
      }
    }
  }

  private Storage open() {
    return Storage.open(StorageSettings.of(folder, true));
  }

  private void refusedFor(Reason reason, String word) {
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            StorageUnavailable.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused).hasMessageContaining(word).hasMessageEndingWith(".");
            });
  }

  /** Changes the file behind the server's back, as a tool would. */
  private void tamper(String statement) throws IOException, SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("parley"), "sa", "");
        Statement sql = connection.createStatement()) {
      assertThat(sql.executeUpdate(statement)).isEqualTo(1);
    }
    Files.deleteIfExists(folder.resolve("parley.lock"));
  }

  @Test
  void aSecondServerIsRefused() {
    try (Storage first = open()) {
      refusedFor(Reason.LOCKED, "Another server");
      assertThat(first.sessions().find(room(1).id())).isPresent();
    }
    open().close();
  }

  @Test
  void aFolderThatCannotBeMadeIsRefused() throws IOException {
    Path inTheWay = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Storage.open(StorageSettings.of(inTheWay.resolve("data"), false)))
        .isInstanceOfSatisfying(
            StorageUnavailable.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_WRITABLE));
  }

  @Test
  void aDatabaseThatIsGoneIsNotReplacedByAnEmptyOne() throws IOException {
    Files.delete(file);
    refusedFor(Reason.REPLACED, "is gone or empty");
    assertThat(file).doesNotExist();
    Files.createFile(file);
    refusedFor(Reason.REPLACED, "is gone or empty");
    assertThat(file).isEmptyFile();
  }

  @Test
  void aDatabaseThatWasCutIsRefusedAndLeftAlone() throws IOException {
    long size = Files.size(file) - 4096;
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(size);
    }
    refusedFor(Reason.REPLACED, "not as it was left");
    assertThat(file).hasSize(size);
  }

  /**
   * Opening a database makes its file longer. A server that was killed while it opened one once
   * left it as neither what was closed nor known to be open, and no later start would have it.
   */
  @Test
  void aKillWhileItIsBeingOpenedIsNoReasonToRefuseIt() throws IOException {
    FolderLock.take(folder, file).close();
    try (RandomAccessFile longer = new RandomAccessFile(file.toFile(), "rw")) {
      longer.setLength(longer.length() + 8192);
    }
    try (Storage storage = open()) {
      assertThat(storage.sessions().find(room(1).id())).isPresent();
    }
  }

  /** After a crash nobody knows how long the file was, but how far it had come. */
  @Test
  void aDatabaseThatIsBehindAfterACrashIsRefused() throws IOException {
    Matcher created =
        Pattern.compile("created:([0-9a-f]+)")
            .matcher(new String(Files.readAllBytes(file), ISO_8859_1));
    assertThat(created.find()).isTrue();
    try (FolderLock lock = FolderLock.take(folder, file)) {
      lock.reached(new FolderLock.Mark(Long.parseLong(created.group(1), 16), 1_000_000));
    }
    refusedFor(Reason.REPLACED, "what was written last is missing");
    refusedFor(Reason.REPLACED, "what was written last is missing");
    try (FolderLock lock = FolderLock.take(folder, file)) {
      lock.reached(new FolderLock.Mark(Long.parseLong(created.group(1), 16) + 1, 1_000_000));
    }
    try (Storage storage = open()) {
      assertThat(storage.sessions().find(room(1).id())).isPresent();
    }
  }

  /** A later format of H2: the header is as it should be, but for the format's number. */
  @Test
  void theFileOfAnotherH2IsRefusedInWordsAndLeftAlone() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int block = 0; block <= 4096; block += 4096) {
      String header = new String(bytes, block, 4096, ISO_8859_1);
      String text =
          header.substring(0, header.indexOf(",fletcher:")).replaceFirst("format:\\d", "format:9");
      byte[] plain = text.getBytes(ISO_8859_1);
      text +=
          ",fletcher:"
              + Integer.toHexString(DataUtils.getFletcher32(plain, 0, plain.length))
              + "\n";
      Arrays.fill(bytes, block, block + 4096, (byte) 0);
      System.arraycopy(text.getBytes(ISO_8859_1), 0, bytes, block, text.length());
    }
    Files.write(file, bytes);
    refusedFor(Reason.NEWER, "another version of H2");
    assertThat(file).hasBinaryContent(bytes);
  }

  /** Whatever becomes of a flipped bit, nobody is shown another text or an empty room. */
  @Test
  void aFlippedBitIsNoticedOrHarmless() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    byte[] note = Files.readAllBytes(folder.resolve("parley.lock"));
    List<JournalEntry> entries;
    try (Storage storage = open()) {
      entries = storage.journal().read(room(1).id(), 0, 10, Set.of());
    }
    long seed = Long.getLong("parley.seed", System.nanoTime());
    System.out.println("flipped bits: -Dparley.seed=" + seed);
    Random random = new Random(seed);
    int noticed = 0;
    for (int i = 0; i < 40; i++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      Files.write(folder.resolve("parley.lock"), note);
      try (Storage storage = open()) {
        Audit.Finding finding =
            new Audit(storage.journal(), ReplaySettings.STANDARD).room(room(1).id());
        if (finding.fault().isEmpty()) {
          assertThat(storage.journal().read(room(1).id(), 0, 10, Set.of())).isEqualTo(entries);
        } else {
          noticed++;
        }
      } catch (StorageUnavailable | JournalException e) {
        noticed++;
      }
    }
    System.out.println(noticed + " of 40 flipped bits were in use and noticed");
  }

  @Test
  void whatIsNoDatabaseIsRefusedAndLeftAlone() throws IOException {
    Files.deleteIfExists(folder.resolve("parley.lock"));
    byte[] noise = "not a database\n".repeat(4096).getBytes(UTF_8);
    Files.write(file, noise);
    refusedFor(Reason.CORRUPT, "damaged");
    assertThat(file).hasBinaryContent(noise);
  }

  @Test
  void theDatabaseOfALaterReleaseIsRefused() throws IOException, SQLException {
    tamper("update \"flyway_schema_history\" set \"version\" = '99' where \"version\" = '1'");
    refusedFor(Reason.NEWER, "later release");
  }

  @Test
  void aRoomWithABrokenEntryIsUnavailableAndNoOtherIs() throws IOException, SQLException {
    tamper("update entries set body = '{' where room = '" + room(1).id() + "' and seq = 3");
    tamper("delete from snapshots where room = '" + room(1).id() + "'");
    try (Storage storage = open()) {
      assertThatThrownBy(() -> storage.journal().open(room(1).id(), 10))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("entry 3 cannot be read");
      assertThat(storage.journal().open(room(2).id(), 10).history().get("e1")).hasSize(2);
      assertThat(storage.journal().read(room(1).id(), 3, 10, Set.of())).hasSize(1);
    }
  }

  @Test
  void aRoomWithAGapIsUnavailable() throws IOException, SQLException {
    tamper("delete from snapshots where room = '" + room(1).id() + "'");
    tamper("delete from entries where room = '" + room(1).id() + "' and seq = 3");
    try (Storage storage = open()) {
      assertThatThrownBy(() -> storage.journal().open(room(1).id(), 10))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("entry 3 is missing");
    }
  }

  @Test
  void aRoomWithABrokenSnapshotIsUnavailable() throws IOException, SQLException {
    tamper("update snapshots set body = '{}' where room = '" + room(1).id() + "'");
    try (Storage storage = open()) {
      assertThatThrownBy(() -> storage.journal().open(room(1).id(), 10))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("snapshot at 4");
    }
  }

  @Test
  void aRoomWithoutEntriesIsUnavailableAndNeverEmpty() throws IOException, SQLException {
    tamper(
        "insert into rooms select '00000000-0000-0000-0000-000000000000', '000-0000-000',"
            + " capability, title, language, state, created_at from rooms where id = '"
            + room(1).id()
            + "'");
    try (Storage storage = open()) {
      assertThatThrownBy(() -> storage.journal().open(new UUID(0, 0), 10))
          .isInstanceOf(JournalException.class);
    }
  }

  @Test
  void theQueueRefusesInsteadOfBlocking() {
    AppendQueue queue = new AppendQueue(3, 1000, Duration.ZERO);
    assertThat(queue.offer(batch(2, 10))).isTrue();
    assertThat(queue.offer(batch(2, 10))).isFalse();
    assertThat(queue.offer(batch(1, 1000))).isFalse();
    assertThat(queue.offer(batch(1, 990))).isTrue();
    assertThat(queue.take(2)).hasSize(1);
    assertThat(queue.take(2)).hasSize(1);
    // Over the bound by itself: taken when alone.
    assertThat(queue.offer(batch(5, 5000))).isTrue();
    assertThat(queue.offer(batch(1, 1))).isFalse();
    queue.close();
    assertThat(queue.offer(batch(0, 0))).isFalse();
    assertThat(queue.take(2)).hasSize(1);
    assertThat(queue.take(2)).isEmpty();
  }

  @Test
  void whatMayWaitGoesWithTheNextThatMayNot() {
    AppendQueue queue = new AppendQueue(10, 1000, Duration.ofDays(1));
    queue.offer(batch(1, 1, true));
    CompletableFuture<List<Batch>> taken = CompletableFuture.supplyAsync(() -> queue.take(10));
    queue.offer(batch(2, 1, true));
    queue.offer(batch(3, 1, false));
    assertThat(taken.join()).extracting(batch -> batch.entries().size()).containsExactly(1, 2, 3);

    queue.offer(batch(4, 1, true));
    CompletableFuture<List<Batch>> last = CompletableFuture.supplyAsync(() -> queue.take(10));
    queue.close();
    assertThat(last.join()).hasSize(1);
    assertThat(queue.take(10)).isEmpty();
  }

  @Test
  void whatMayWaitDoesNotWaitForEver() {
    AppendQueue queue = new AppendQueue(10, 1000, Duration.ofMillis(1));
    queue.offer(batch(1, 1, true));
    assertThat(queue.take(10)).hasSize(1);
  }

  private static Batch batch(int entries, long units) {
    return batch(entries, units, false);
  }

  private static Batch batch(int entries, long units, boolean mayWait) {
    return new Batch(
        new Fence(),
        List.of(),
        Collections.nCopies(entries, new EntryRow()),
        List.of(),
        List.of(),
        units,
        mayWait,
        new CompletableFuture<>());
  }
}
