package dev.parley.storage;

import static dev.parley.storage.Rooms.change;
import static dev.parley.storage.Rooms.room;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.failpoint.Failpoint;
import dev.parley.failpoint.Failpoints;
import dev.parley.room.Journal;
import dev.parley.room.Journal.JournalException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, that refuse, that are slow: nothing is lost, and it goes on by itself. */
class FaultsTest {

  @TempDir private Path folder;

  private static CompletableFuture<Void> append(Journal.Log log, long seq) {
    return log.append(List.of(change(seq, seq - 2)), Optional.empty()).toCompletableFuture();
  }

  @Test
  void aFullDiskIsWaitedForAndReadingWorks() {
    StorageSettings settings = StorageSettings.of(folder, false);
    AtomicLong free = new AtomicLong(Long.MAX_VALUE);
    try (Storage storage = Storage.open(settings, Failpoints.NONE, free::get)) {
      Journal journal = storage.journal();
      journal.create(room(1), Rooms.first());
      journal.create(room(2), Rooms.first());
      Journal.Log log = journal.open(room(1).id(), 0).log();
      append(log, 3).join();

      free.set(settings.spare() - 1);
      List<CompletableFuture<Void>> waiting = new ArrayList<>();
      for (long seq = 4; seq < 100; seq++) {
        waiting.add(append(log, seq));
      }
      // A room is refused as soon as the writer knows, and before that in the time it is given.
      assertThatThrownBy(() -> journal.create(room(3), Rooms.first()))
          .isInstanceOf(JournalException.class);
      assertThatThrownBy(() -> journal.open(room(2).id(), 0)).isInstanceOf(JournalException.class);
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      assertThat(journal.read(room(1).id(), 0, 10, Set.of())).hasSize(3);
      assertThat(storage.sessions().find(room(1).code())).isPresent();

      free.set(Long.MAX_VALUE);
      waiting.forEach(CompletableFuture::join);
      assertThat(journal.open(room(1).id(), 0).tail()).hasSize(99);
    }
  }

  @Test
  void aStorageThatIsClosedOnAFullDiskSaysThatNothingWasSaved() {
    StorageSettings settings = StorageSettings.of(folder, false);
    AtomicLong free = new AtomicLong(Long.MAX_VALUE);
    CompletableFuture<Void> waiting;
    try (Storage storage = Storage.open(settings, Failpoints.NONE, free::get)) {
      storage.journal().create(room(1), Rooms.first());
      Journal.Log log = storage.journal().open(room(1).id(), 0).log();
      free.set(0);
      waiting = append(log, 3);
    }
    assertThat(waiting).isCompletedExceptionally();
    try (Storage storage = Storage.open(settings)) {
      assertThat(storage.journal().open(room(1).id(), 0).tail()).hasSize(2);
    }
  }

  @Test
  void slowCommitsFillABoundedQueueAndBlockNobody() {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    AtomicLong commits = new AtomicLong();
    Failpoints slow =
        point -> {
          if (point == Failpoint.BEFORE_COMMIT && commits.incrementAndGet() == 3) {
            stuck.countDown();
            awaitLatch(free);
          }
        };
    StorageSettings settings = StorageSettings.of(folder, false);
    try (Storage storage = Storage.open(settings, slow)) {
      storage.journal().create(room(1), Rooms.first());
      storage.journal().create(room(2), Rooms.first());
      Journal.Log log = storage.journal().open(room(1).id(), 0).log();
      Journal.Log other = storage.journal().open(room(2).id(), 0).log();
      List<CompletableFuture<Void>> taken = new ArrayList<>(List.of(append(log, 3)));
      awaitLatch(stuck);
      CompletableFuture<Void> othersEdit = append(other, 3);
      for (long seq = 4; seq < 3 + settings.queuedEntries(); seq++) {
        taken.add(append(log, seq));
      }
      // One too many is refused at once, and what was taken is kept all the same.
      CompletableFuture<Void> refused = append(log, 3 + settings.queuedEntries());
      assertThat(refused).isCompletedExceptionally();
      assertThat(taken).noneMatch(CompletableFuture::isDone);
      assertThat(storage.journal().read(room(1).id(), 0, 10, Set.of())).hasSize(2);
      free.countDown();
      othersEdit.join();
      taken.forEach(CompletableFuture::join);
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The system refuses to let the file grow: H2 gives up on it in the midst of a commit. */
  @Test
  void aDatabaseThatGaveUpIsOpenedAgainAndGoesOn() throws IOException, InterruptedException {
    Process typist =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -S -f 1024; exec \"$@\"",
                "typist",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TypingProcess.class.getName(),
                new KilledStore(0, folder).order(false, false, false, new Random(0)).argument())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long[] acknowledged = new long[TypedStore.ROOMS];
    try (BufferedReader lines = typist.inputReader(UTF_8)) {
      boolean refused = false;
      long after = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("everybody waits") && !refused) {
          refused = true;
          Process grow =
              new ProcessBuilder("prlimit", "--pid", "" + typist.pid(), "--fsize=unlimited")
                  .start();
          assertThat(grow.waitFor()).isZero();
        } else if (line.matches("0 \\d \\d+")) {
          acknowledged[line.charAt(2) - '0'] = Long.parseLong(line.substring(4));
          after += refused ? 1 : 0;
        }
        if (after == 2_000) {
          break;
        }
      }
      assertThat(refused).as("the system refused").isTrue();
      assertThat(after).as("acknowledged afterwards").isEqualTo(2_000);
    } finally {
      typist.destroyForcibly().waitFor();
    }
    try (Storage storage = Storage.open(StorageSettings.of(folder, false))) {
      for (int room = 0; room < TypedStore.ROOMS; room++) {
        assertThat(StoreCheck.check(storage.journal(), room))
            .isGreaterThanOrEqualTo(acknowledged[room]);
      }
    }
    await().untilAsserted(() -> assertThat(typist.isAlive()).isFalse());
  }
}
