package dev.parley.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.replay.Audit;
import dev.parley.replay.ReplaySettings;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import dev.parley.session.SessionCode;
import dev.parley.storage.Storage;
import dev.parley.storage.StorageSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that was never restored is none: each is, and compared hash by hash. */
class BackupTest {

  private static final int ROOMS = 4;
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
  private static final int SNAPSHOT_EVERY = 20;

  @TempDir private Path folder;
  @AutoClose private Storage storage;
  private Path file;

  @BeforeEach
  void open() {
    storage = Storage.open(StorageSettings.of(folder.resolve("data"), false));
    file = folder.resolve("backup.ndjson.gz");
    for (int room = 0; room < ROOMS; room++) {
      storage
          .journal()
          .create(
              room(room),
              List.of(
                  TypedLog.entry(1, new RoomEvent.RoomCreated("Größe 😀", "python")),
                  TypedLog.file()));
    }
  }

  private static RoomRecord room(int number) {
    return new RoomRecord(
        new UUID(7, number),
        SessionCode.generate(new Random(number)),
        "ab".repeat(32),
        "Größe 😀",
        "python",
        RoomState.LIVE,
        Instant.parse("2026-01-02T03:04:05.678Z"));
  }

  private void type(long from, long to) {
    for (int room = 0; room < ROOMS; room++) {
      Journal.Log log = storage.journal().open(room(room).id(), 0).log();
      for (long seq = from; seq <= to; seq++) {
        log.append(List.of(TypedLog.change(seq)), Optional.empty()).toCompletableFuture().join();
      }
    }
  }

  private Backup.Written write() throws IOException {
    return new Backup(storage.sessions(), storage.journal()).write(file, NOW);
  }

  private Restore.Counted restore(Storage into) throws IOException, Damaged {
    return new Restore(SNAPSHOT_EVERY).into(into.journal(), file);
  }

  private Storage another() {
    return Storage.open(StorageSettings.of(folder.resolve("other"), false));
  }

  @Test
  void whatIsRestoredIsWhatWasThere() throws IOException, Damaged {
    type(3, 130);
    Backup.Written written = write();
    assertThat(written).isEqualTo(new Backup.Written(ROOMS, 130L * ROOMS, List.of()));
    try (Storage other = another()) {
      assertThat(restore(other)).isEqualTo(new Restore.Counted(ROOMS, 130L * ROOMS));
      for (int number = 0; number < ROOMS; number++) {
        UUID id = room(number).id();
        assertThat(other.sessions().find(room(number).code())).contains(room(number));
        assertThat(other.journal().read(id, 0, 999, Set.of()))
            .isEqualTo(storage.journal().read(id, 0, 999, Set.of()));
        assertThat(other.journal().snapshot(id, Long.MAX_VALUE).orElseThrow().seq()).isEqualTo(122);
        assertThat(new Audit(other.journal(), ReplaySettings.STANDARD).room(id).fault()).isEmpty();
      }
    }
  }

  @Test
  void whileEverybodyTypesEachRoomIsAsItOnceWas()
      throws IOException, Damaged, InterruptedException {
    AtomicBoolean enough = new AtomicBoolean();
    CountDownLatch typing = new CountDownLatch(1);
    Thread typist =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (long seq = 3; !enough.get(); seq += 5) {
                    type(seq, seq + 4);
                    typing.countDown();
                  }
                });
    typing.await();
    write();
    enough.set(true);
    typist.join();
    try (Storage other = another()) {
      restore(other);
      for (int number = 0; number < ROOMS; number++) {
        UUID id = room(number).id();
        List<JournalEntry> restored = other.journal().read(id, 0, 9_999, Set.of());
        assertThat(restored).hasSizeGreaterThanOrEqualTo(2);
        assertThat(storage.journal().read(id, 0, restored.size(), Set.of())).isEqualTo(restored);
      }
    }
  }

  private interface Mending {
    String mend(String text);
  }

  private void damage(Mending mending) throws IOException {
    String text;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(mending.mend(text).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void refused(String words) {
    assertThatThrownBy(() -> new Restore(SNAPSHOT_EVERY).check(file))
        .isInstanceOf(Damaged.class)
        .hasMessageContaining(words);
  }

  @Test
  void aDamagedBackupIsFoundOut() throws IOException {
    type(3, 9);
    write();
    byte[] whole = Files.readAllBytes(file);
    damage(text -> text.replaceFirst("\"ü\"", "\"x\""));
    refused("entry 3 does not fit its hash");
    Files.write(file, whole);
    damage(text -> text.substring(0, text.lastIndexOf("{\"end\"")));
    refused("ends early");
    Files.write(file, whole);
    damage(text -> text.replaceFirst("(?s)\\{\"room\".*?(?=\\{\"room\")", ""));
    refused("not what its end says");
    Files.write(file, whole);
    damage(text -> text.replaceFirst("\"backup\":1", "\"backup\":2"));
    refused("not a backup that this release can read");
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 9));
    refused("no whole backup");
    Files.write(file, "something else".getBytes(StandardCharsets.UTF_8));
    refused("no whole backup");
  }

  @Test
  void onlyTheNewestAreKept() throws IOException {
    Path kept = folder.resolve("backups");
    for (int hour = 0; hour < 5; hour++) {
      new BackupFolder(
              kept,
              3,
              new Backup(storage.sessions(), storage.journal()),
              Clock.fixed(NOW.plus(Duration.ofHours(hour)), ZoneOffset.UTC))
          .add();
    }
    try (var files = Files.list(kept)) {
      assertThat(files.map(f -> f.getFileName().toString()).sorted())
          .containsExactly(
              "parley-20260203T060506Z.ndjson.gz",
              "parley-20260203T070506Z.ndjson.gz",
              "parley-20260203T080506Z.ndjson.gz");
    }
  }
}
