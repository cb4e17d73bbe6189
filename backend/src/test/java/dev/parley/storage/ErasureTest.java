package dev.parley.storage;

import static dev.parley.storage.Rooms.change;
import static dev.parley.storage.Rooms.entry;
import static dev.parley.storage.Rooms.room;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.replay.Audit;
import dev.parley.replay.ReplaySettings;
import dev.parley.room.Journal;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is erased is gone from the disk, byte by byte, and nothing else is. */
class ErasureTest {

  private static final String MARKER = "zq-marker-xv";
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  @TempDir private Path folder;

  private Storage open() {
    return Storage.open(StorageSettings.of(folder, false));
  }

  private Journal.Log create(Storage storage, int number) {
    storage.journal().create(room(number), Rooms.first());
    return storage.journal().open(room(number).id(), 0).log();
  }

  private static void append(Journal.Log log, JournalEntry... entries) {
    log.append(List.of(entries), Optional.empty()).toCompletableFuture().join();
  }

  /** Says the marker in every way a room can: short, long, in a file, in a snapshot. */
  private static void sayMarker(Journal.Log log) {
    append(log, entry(3, new RoomEvent.TitleChanged("Title " + MARKER)));
    append(log, entry(4, new RoomEvent.FileCreated(MARKER + ".py", "python", "e", MARKER)));
    append(log, entry(5, new RoomEvent.FileCreated("b.py", "python", "e", MARKER.repeat(90_000))));
    for (long seq = 6; seq <= 600; seq++) {
      append(log, entry(seq, new RoomEvent.Signalled("paste", Optional.of(MARKER + seq))));
    }
  }

  private long marked() throws IOException {
    long count = 0;
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> !f.endsWith("parley.lock")).toList()) {
        String bytes =
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        count += bytes.split(MARKER, -1).length - 1;
      }
    }
    return count;
  }

  @Test
  void whatWasErasedIsNowhereInTheFile() throws IOException {
    try (Storage storage = open()) {
      Journal.Log other = create(storage, 2);
      sayMarker(create(storage, 1));
      append(other, change(3, 1));
      assertThat(marked()).isPositive();
      storage.sessions().erase(room(1).id(), NOW);
      assertThat(storage.sessions().find(room(1).id())).isEmpty();
      assertThat(storage.sessions().find(room(1).code())).isEmpty();
      assertThat(storage.sessions().newest(9)).containsExactly(room(2));
      assertThatThrownBy(() -> storage.journal().open(room(1).id(), 0))
          .isInstanceOf(JournalException.class);

      storage.sweep();
      assertThat(marked()).as("while the server runs").isZero();
      assertThat(storage.journal().read(room(1).id(), 0, 9, Set.of())).isEmpty();
      append(other, change(4, 2));
      assertThat(whole(storage, 2).entries()).isEqualTo(4);
      storage.sweep();
    }
    assertThat(marked()).as("after the close").isZero();
    try (Storage storage = open()) {
      assertThat(storage.journal().open(room(2).id(), 0).tail()).hasSize(4);
      assertThat(storage.sessions().find(room(2).id())).contains(room(2));
    }
  }

  private static Audit.Finding whole(Storage storage, int number) {
    Audit.Finding finding =
        new Audit(storage.journal(), ReplaySettings.STANDARD).room(room(number).id());
    assertThat(finding.fault()).isEmpty();
    return finding;
  }

  @Test
  void everybodyTypesOnWhileTheFileIsWrittenAnew() {
    try (Storage storage = open()) {
      sayMarker(create(storage, 1));
      int rooms = 5;
      int changes = 400;
      List<CompletableFuture<Void>> typed = new ArrayList<>();
      List<Journal.Log> logs = new ArrayList<>();
      for (int i = 0; i < rooms; i++) {
        logs.add(create(storage, 10 + i));
      }
      storage.sessions().erase(room(1).id(), NOW);
      Thread typist =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int n = 0; n < changes; n++) {
                      for (Journal.Log log : logs) {
                        CompletableFuture<Void> one =
                            log.append(
                                    List.of(change(3 + n, 1 + n)),
                                    n % 50 == 48
                                        ? Optional.of(Rooms.snapshot(3 + n))
                                        : Optional.empty())
                                .toCompletableFuture();
                        one.join();
                        typed.add(one);
                      }
                    }
                  });
      storage.sweep();

      join(typist);
      assertThat(typed).hasSize(rooms * changes);
      for (int i = 0; i < rooms; i++) {
        assertThat(whole(storage, 10 + i).entries()).isEqualTo(2 + changes);
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anErasureThatWasCutShortGoesOn() throws IOException {
    try (Storage storage = open()) {
      sayMarker(create(storage, 1));
      create(storage, 2);
      storage.sessions().erase(room(1).id(), NOW);
    }
    Files.writeString(folder.resolve("parley-next.mv.db"), "half a copy", UTF_8);
    try (Storage storage = open()) {
      assertThat(folder.resolve("parley-next.mv.db")).doesNotExist();
      assertThat(storage.sessions().newest(9)).containsExactly(room(2));
      storage.sweep();
    }
    assertThat(marked()).isZero();
  }
}
