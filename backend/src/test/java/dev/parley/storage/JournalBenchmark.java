package dev.parley.storage;

import dev.parley.room.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

/**
 * How many entries a second the journal acknowledges, and how soon. Everybody in every room types
 * one change, waits for its commit and types the next, as fast as it goes:
 *
 * <pre>
 * mvn -pl backend package -DskipTests
 * java -cp 'backend/target/test-classes:backend/target/classes:backend/target/lib/*' \
 *     dev.parley.storage.JournalBenchmark [seconds]
 * </pre>
 */
final class JournalBenchmark {

  private final Journal.Log log;
  private final long until;
  private final CountDownLatch done;
  private final List<Long> waits = Collections.synchronizedList(new ArrayList<>());
  private long seq = 3;

  private JournalBenchmark(Journal.Log log, long until, CountDownLatch done) {
    this.log = log;
    this.until = until;
    this.done = done;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    long seconds = args.length > 0 ? Long.parseLong(args[0]) : 5;
    run(50, 1, false, seconds, false);
    for (boolean powerSafe : new boolean[] {false, true}) {
      run(1, 1, powerSafe, seconds, true);
      run(20, 5, powerSafe, seconds, true);
      run(200, 1, powerSafe, seconds, true);
    }
  }

  private static void run(int rooms, int people, boolean powerSafe, long seconds, boolean print)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("journal");
    List<JournalBenchmark> typists = new ArrayList<>();
    long start;
    try (Storage storage = Storage.open(StorageSettings.of(folder, powerSafe))) {
      List<Journal.Log> logs = new ArrayList<>();
      for (int room = 0; room < rooms; room++) {
        storage.journal().create(Rooms.room(room), Rooms.first());
        logs.add(storage.journal().open(Rooms.room(room).id(), 0).log());
      }
      start = System.nanoTime();
      CountDownLatch done = new CountDownLatch(rooms * people);
      for (Journal.Log log : logs) {
        typists.add(new JournalBenchmark(log, start + seconds * 1_000_000_000L, done));
      }
      for (JournalBenchmark typist : typists) {
        for (int person = 0; person < people; person++) {
          typist.type();
        }
      }
      done.await();
    }
    long[] waits =
        typists.stream()
            .flatMapToLong(
                typist -> LongStream.of(typist.waits.stream().mapToLong(w -> w).toArray()))
            .sorted()
            .toArray();
    long bytes = Files.size(folder.resolve("parley.mv.db"));
    if (print) {
      System.out.printf(
          Locale.ROOT,
          "%-7s %4d rooms x %d: %6d entries/s, acknowledged p50 %.1f ms, p99 %.1f ms;"
              + " %d bytes/entry, %d MB%n",
          powerSafe ? "power" : "process",
          rooms,
          people,
          waits.length / seconds,
          waits[waits.length / 2] / 1e6,
          waits[(int) (waits.length * 0.99)] / 1e6,
          bytes / waits.length,
          bytes >> 20);
    }
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** Called by whoever starts and then by the writer, so one at a time. */
  private synchronized void type() {
    long start = System.nanoTime();
    if (start > until) {
      done.countDown();
      return;
    }
    long now = seq++;
    log.append(List.of(Rooms.change(now, now - 2)), Optional.empty())
        .whenComplete(
            (committed, error) -> {
              if (error != null) {
                error.printStackTrace();
                done.countDown();
                return;
              }
              waits.add(System.nanoTime() - start);
              type();
            });
  }
}
