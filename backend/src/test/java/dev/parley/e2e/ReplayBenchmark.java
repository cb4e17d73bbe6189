package dev.parley.e2e;

import com.microsoft.playwright.Page;
import dev.parley.auth.Capability;
import dev.parley.auth.Role;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import dev.parley.session.Identity;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import dev.parley.storage.Storage;
import dev.parley.storage.StorageSettings;
import dev.parley.text.Change;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * How soon the past of a long room is there: any revision and any moment by REST, the timeline, the
 * whole log, and in a browser the page that plays it and a seek in it.
 *
 * <pre>
 * mvn -pl backend package -DskipTests
 * cd backend &amp;&amp; java -cp 'target/test-classes:target/classes:target/lib/*' \
 *     dev.parley.e2e.ReplayBenchmark [changes]
 * </pre>
 */
final class ReplayBenchmark {

  private static final int SNAPSHOT_EVERY = 200;
  private static final int ASKED = 400;
  private static final int SEEKS = 100;
  private static final long STEP = 90;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Random random = new Random(7);
  private final int changes;
  private String room;

  private ReplayBenchmark(int changes) {
    this.changes = changes;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("replay");
    ReplayBenchmark benchmark =
        new ReplayBenchmark(args.length > 0 ? Integer.parseInt(args[0]) : 100_000);
    String code = benchmark.fill(data);
    try (Server server = Server.open(data, Map.of("PARLEY_ENGINE", Server.NO_ENGINE))) {
      benchmark.room = server.url() + "/api/rooms/" + code;
      benchmark.rest();
      benchmark.page(server.url() + "/replay/" + code);
    }
    try (var files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A room in which two people typed without a pause, stored with a snapshot now and then. */
  private String fill(Path data) throws IOException {
    Identity identity = new Identity(random);
    RoomRecord record =
        new RoomRecord(
            identity.room(),
            identity.code(),
            Capability.fingerprint(identity.capability()),
            "A long day",
            "python",
            RoomState.LIVE,
            Instant.now().minusMillis(changes * STEP));
    long start = System.nanoTime();
    try (Storage storage = Storage.open(StorageSettings.of(data, false))) {
      storage
          .journal()
          .create(
              record,
              List.of(
                  new JournalEntry(
                      1, 0, Optional.empty(), new RoomEvent.RoomCreated("A long day", "python")),
                  new JournalEntry(
                      2,
                      0,
                      Optional.empty(),
                      new RoomEvent.FileCreated("main.py", "python", "e", "")),
                  joined(3, "a", Role.INTERVIEWER),
                  joined(4, "b", Role.CANDIDATE)));
      Journal.Log log = storage.journal().open(record.id(), 0).log();
      StringBuilder text = new StringBuilder();
      for (long revision = 1; revision <= changes; ) {
        List<JournalEntry> entries = new ArrayList<>();
        do {
          entries.add(change(text, revision++));
        } while (revision <= changes && (revision - 1) % SNAPSHOT_EVERY != 0);
        JournalEntry last = entries.getLast();
        log.append(entries, Optional.of(snapshot(text, last, revision - 1)))
            .toCompletableFuture()
            .join();
      }
      System.out.printf(
          Locale.ROOT,
          "%d changes, %d characters, stored in %.1f s%n",
          changes,
          text.length(),
          (System.nanoTime() - start) / 1e9);
    }
    return record.code().value();
  }

  private static JournalEntry joined(long seq, String id, Role role) {
    return new JournalEntry(
        seq, 0, Optional.of(id), new RoomEvent.Joined(id, "Person " + id, role, "#1d4ed8"));
  }

  private JournalEntry change(StringBuilder text, long revision) {
    int length = text.length();
    int from = length == 0 ? 0 : random.nextInt(length);
    boolean deletes = length > 60_000 || random.nextInt(10) == 0;
    int to = deletes ? Math.min(length, from + random.nextInt(8)) : from;
    String insert = random.nextInt(12) == 0 ? "\n" : "x1 = y".substring(0, 1 + random.nextInt(6));
    Change change = Change.of(length, from, to, insert);
    change.apply(text);
    return new JournalEntry(
        revision + 4,
        revision * STEP,
        Optional.of(revision % 40 < 20 ? "a" : "b"),
        new RoomEvent.Changed("main.py", revision, "c", revision - 1, change, "typing"));
  }

  private static RoomSnapshot snapshot(StringBuilder text, JournalEntry last, long revision) {
    return new RoomSnapshot(
        last.seq(),
        last.at(),
        "A long day",
        "python",
        RoomState.LIVE,
        List.of(new RoomSnapshot.FileText("main.py", "python", "e", revision, text.toString())),
        List.of("a", "b"),
        Optional.empty());
  }

  private void rest() throws IOException, InterruptedException {
    for (int i = 0; i < ASKED; i++) {
      get("/files/main.py?revision=" + random.nextInt(changes));
    }
    double[] revisions = new double[ASKED];
    double[] moments = new double[ASKED];
    for (int i = 0; i < ASKED; i++) {
      revisions[i] = get("/files/main.py?revision=" + random.nextInt(changes));
      moments[i] = get("/files/main.py?at=" + random.nextLong(changes * STEP));
    }
    print("a revision by REST", revisions);
    print("a moment by REST", moments);
    System.out.printf(Locale.ROOT, "%-22s %.0f ms%n", "timeline, first time", get("/timeline"));
    System.out.printf(Locale.ROOT, "%-22s %.1f ms%n", "timeline, again", get("/timeline"));
    System.out.printf(Locale.ROOT, "%-22s %.0f ms%n", "whole log", get("/events"));
  }

  /** Milliseconds until the last byte. */
  private double get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(room + path))
            .header("Accept", path.equals("/events") ? "application/x-ndjson" : "application/json")
            .header("Accept-Encoding", "gzip")
            .build();
    long start = System.nanoTime();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    double millis = (System.nanoTime() - start) / 1e6;
    if (response.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + response.statusCode());
    }
    return millis;
  }

  private void page(String url) {
    try (Chromium chromium = Chromium.open();
        Page page = chromium.browser().newPage()) {
      page.addInitScript(
          """
          window.longest = 0;
          new PerformanceObserver((list) => {
            for (const task of list.getEntries()) window.longest = Math.max(longest, task.duration);
          }).observe({ type: 'longtask', buffered: true });
          """);
      long start = System.nanoTime();
      page.navigate(url);
      page.waitForSelector("input[type=range]");
      System.out.printf(
          Locale.ROOT,
          "%-22s %.0f ms, longest standstill %.0f ms%n",
          "page opened",
          (System.nanoTime() - start) / 1e6,
          ((Number) page.evaluate("() => window.longest")).doubleValue());
      List<?> seeks =
          (List<?>)
              page.evaluate(
                  """
                  async (seeks) => {
                    const range = document.querySelector('input[type=range]');
                    const frame = () => new Promise((done) => requestAnimationFrame(done));
                    const took = [];
                    for (let i = 0; i < seeks; i++) {
                      await frame();
                      range.value = String(Math.random() * Number(range.max));
                      const before = performance.now();
                      range.dispatchEvent(new Event('input', { bubbles: true }));
                      await frame();
                      document.body.getBoundingClientRect();
                      await new Promise((done) => setTimeout(done));
                      took.push(performance.now() - before);
                    }
                    return took;
                  }
                  """,
                  SEEKS);
      print(
          "a seek in the page",
          seeks.stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray());
    }
  }

  private static void print(String what, double[] millis) {
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%-22s p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
        what,
        millis[millis.length / 2],
        millis[(int) (millis.length * 0.99)],
        millis[millis.length - 1]);
  }
}
