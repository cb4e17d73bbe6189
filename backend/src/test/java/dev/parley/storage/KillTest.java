package dev.parley.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.room.Journal;
import dev.parley.storage.StorageUnavailable.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is acknowledged survives a kill -9: one database, killed again and again at random moments,
 * also while it is being opened. {@code -Dparley.kills=300 -Dparley.seed=...} for more of it.
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("parley.kills", 10);
  private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

  @TempDir private Path folder;

  /** Room to the last seq that was ever acknowledged in it. */
  private final Map<Integer, Long> acknowledged = new HashMap<>();

  @Test
  void nothingAcknowledgedIsLost() throws IOException, InterruptedException {
    System.out.println("kills: " + KILLS + ", -Dparley.seed=" + SEED);
    Random random = new Random(SEED);
    int idle = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      boolean early = kill % 5 == 4;
      long before = total();
      typeUntilKilled(kill % 3 == 2, early, random.nextInt(early ? 1500 : 700));
      idle += total() == before ? 1 : 0;
      check(kill);
    }
    assertThat(total()).isGreaterThan(50L * KILLS);
    assertThat(idle).as("kills before anything was written").isLessThanOrEqualTo(KILLS / 5);
  }

  private long total() {
    return acknowledged.values().stream().mapToLong(Long::longValue).sum();
  }

  private void typeUntilKilled(boolean powerSafe, boolean early, long millis)
      throws IOException, InterruptedException {
    Process typist =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Typist.class.getName(),
                folder.toString(),
                Boolean.toString(powerSafe))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader acks = typist.inputReader(UTF_8)) {
      String first = early ? null : acks.readLine();
      if (acknowledged.isEmpty() && first != null) {
        assertThatThrownBy(() -> Storage.open(StorageSettings.of(folder, false)))
            .isInstanceOfSatisfying(
                StorageUnavailable.class,
                refused -> assertThat(refused.reason()).isEqualTo(Reason.LOCKED));
      }
      CompletableFuture<Boolean> killed =
          CompletableFuture.supplyAsync(
              () -> typist.toHandle().destroyForcibly(),
              CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
      for (String ack = first == null ? acks.readLine() : first;
          ack != null;
          ack = acks.readLine()) {
        List<String> words = List.of(ack.split(" ", -1));
        // The last line may have been cut by the kill; a cut number would only be smaller.
        if (words.size() == 2 && !words.get(1).isEmpty()) {
          acknowledged.merge(
              Integer.parseInt(words.get(0)), Long.parseLong(words.get(1)), Math::max);
        }
      }
      assertThat(killed.join()).isTrue();
      typist.waitFor();
    }
  }

  private void check(int kill) {
    try (Storage storage = Storage.open(StorageSettings.of(folder, false))) {
      Journal journal = storage.journal();
      acknowledged.forEach(
          (room, seq) -> {
            long stored = Typist.check(journal, room);
            assertThat(stored)
                .as("room %s after kill %s, seed %s", room, kill, SEED)
                .isGreaterThanOrEqualTo(seq);
            assertThat(Typist.last(journal.open(Rooms.room(room).id(), 20))).isEqualTo(stored);
          });
    }
  }
}
