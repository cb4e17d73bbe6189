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
 * How many entries a second the journal acknowledges, and how soon. Every room types one change,
 * waits for its commit and types the next, as fast as it goes:
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
    run(50, false, seconds, false);
    for (boolean powerSafe : new boolean[] {false, true}) {
      for (int rooms : new int[] {1, 20, 200}) {
        run(rooms, powerSafe, seconds, true);
      }
    }
  }

  private static void run(int rooms, boolean powerSafe, long seconds, boolean print)
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
      CountDownLatch done = new CountDownLatch(rooms);
      for (Journal.Log log : logs) {
        typists.add(new JournalBenchmark(log, start + seconds * 1_000_000_000L, done));
      }
      typists.forEach(JournalBenchmark::type);
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
          "%-9s %4d rooms: %6d entries/s, acknowledged p50 %.1f ms, p99 %.1f ms; %d bytes/entry%n",
          powerSafe ? "power" : "process",
          rooms,
          waits.length / seconds,
          waits[waits.length / 2] / 1e6,
          waits[(int) (waits.length * 0.99)] / 1e6,
          bytes / waits.length);
    }
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private void type() {
    long start = System.nanoTime();
    if (start > until) {
      done.countDown();
      return;
    }
    log.append(List.of(Rooms.change(seq, seq - 2)), Optional.empty())
        .whenComplete(
            (committed, error) -> {
              if (error != null) {
                error.printStackTrace();
                done.countDown();
                return;
              }
              waits.add(System.nanoTime() - start);
              seq++;
              type();
            });
  }
}
