package dev.parley.api;

import dev.parley.replay.Snapshots;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSettings;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import dev.parley.session.SessionCode;
import dev.parley.storage.Storage;
import dev.parley.storage.StorageSettings;
import dev.parley.text.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * How soon a room with a long past opens, how soon any of its past texts is there, both by REST,
 * and how soon a database with many rooms does:
 *
 * <pre>
 * java -cp 'backend/target/test-classes:backend/target/classes:backend/target/lib/*' \
 *     dev.parley.api.LongRoomBenchmark [changes [rooms]]
 * </pre>
 */
final class LongRoomBenchmark {

  private static final int LENGTH = 20_000;
  private static final int READS = 500;
  private static final SessionCode CODE = SessionCode.generate(new Random(1));

  private LongRoomBenchmark() {}

  public static void main(String[] args) throws IOException {
    int changes = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int rooms = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    Path folder = Files.createTempDirectory("rooms");
    long start = System.nanoTime();
    try (Storage storage = Storage.open(StorageSettings.of(folder, false))) {
      fill(storage.journal(), room(0, CODE), changes);
      for (int i = 1; i < rooms; i++) {
        fill(storage.journal(), room(i, SessionCode.generate(new Random(1_000L + i))), 50);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "made %d changes in one room, %d rooms, in %.1f s%n",
        changes,
        rooms,
        since(start) / 1e3);
    System.out.printf(Locale.ROOT, "the file has %d MB%n", Files.size(Storage.file(folder)) >> 20);
    start = System.nanoTime();
    Storage.open(StorageSettings.of(folder, false)).close();
    System.out.printf(Locale.ROOT, "opened and closed the database in %.0f ms%n", since(start));
    try (TestServer server = new TestServer(folder)) {
      server.get("/api/health/live");
      start = System.nanoTime();
      int status = server.get("/api/rooms/" + CODE.value()).statusCode();
      System.out.printf(
          Locale.ROOT,
          "the long room opens in %.0f ms (%d), in a server that never opened one%n",
          since(start),
          status);
      Random random = new Random(7);
      for (int warm = 0; warm < 2; warm++) {
        double[] times = new double[READS];
        for (int i = 0; i < READS; i++) {
          start = System.nanoTime();
          long revision = 1L + random.nextInt(changes);
          String path = "/api/rooms/" + CODE.value() + "/files/main.py?revision=" + revision;
          if (server.get(path).statusCode() != 200) {
            throw new IllegalStateException(path);
          }
          times[i] = since(start);
        }
        Arrays.sort(times);
        System.out.printf(
            Locale.ROOT,
            "a past revision by REST: p50 %.1f ms, p99 %.1f ms, most %.1f ms%s%n",
            times[READS / 2],
            times[READS * 99 / 100],
            times[READS - 1],
            warm == 0 ? " (cold)" : "");
      }
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static RoomRecord room(int number, SessionCode code) {
    return new RoomRecord(
        new UUID(9, number),
        code,
        "ab".repeat(32),
        "Room " + number,
        "python",
        RoomState.LIVE,
        Instant.parse("2026-01-02T03:04:05Z"));
  }

  /** Types and deletes at random places; the text stays about as long as it is. */
  private static void fill(Journal journal, RoomRecord room, int changes) {
    Random random = new Random(room.id().getLeastSignificantBits());
    Snapshots snapshots = new Snapshots(RoomSettings.STANDARD.snapshotEvery());
    List<JournalEntry> first =
        List.of(
            entry(1, new RoomEvent.RoomCreated(room.title(), "python")),
            entry(
                2,
                new RoomEvent.FileCreated(
                    "main.py", "python", "e", "some text\n".repeat(LENGTH / 10))));
    journal.create(room, first);
    first.forEach(snapshots::add);
    Journal.Log log = journal.open(room.id(), 0).log();
    int length = LENGTH;
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    for (int n = 1; n <= changes; n++) {
      int at = random.nextInt(length - 1);
      boolean more = random.nextBoolean();
      Change change = more ? Change.of(length, at, at, "x") : Change.of(length, at, at + 1, "");
      length += more ? 1 : -1;
      JournalEntry entry =
          entry(n + 2L, new RoomEvent.Changed("main.py", n, "c", n - 1L, change, "typing"));
      waiting.add(log.append(List.of(entry), snapshots.add(entry)).toCompletableFuture());
      if (waiting.size() == 500) {
        waiting.forEach(CompletableFuture::join);
        waiting.clear();
      }
    }
    waiting.forEach(CompletableFuture::join);
  }

  private static JournalEntry entry(long seq, RoomEvent event) {
    return new JournalEntry(seq, 10 * seq, Optional.of("p1"), event);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
