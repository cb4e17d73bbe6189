package dev.parley.targets;

import com.microsoft.playwright.Page;
import dev.parley.e2e.Chromium;
import dev.parley.e2e.Server;
import dev.parley.replay.Snapshots;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomSettings;
import dev.parley.session.RoomRecord;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * How soon a room with 100,000 changes opens in a server that has opened none before, any of its
 * past texts is there by REST, and in a browser the page that plays it and a seek in it.
 */
final class LongRoom {

  private static final int CHANGES = 100_000;
  private static final int LONGEST = 60_000;
  private static final long STEP_MS = 90;
  private static final int AHEAD = 500;
  private static final int READS = 500;
  private static final int SEEKS = 200;
  private static final double OPENS_MS = 1_000;
  private static final double READ_MS = 20;
  private static final double SEEK_MS = 50;

  private final Random random = new Random(7);
  private final RoomRecord room = Desk.room(1, Instant.now().minusMillis(CHANGES * STEP_MS));
  private final Report report;

  private LongRoom(Report report) {
    this.report = report;
  }

  static void measure(Report report) throws Exception {
    report.heading("A room of 100,000 changes");
    Path data = Files.createTempDirectory("targets");
    LongRoom measured = new LongRoom(report);
    measured.fill(data);
    try (Server server = Server.open(data, Map.of("PARLEY_ENGINE", Server.NO_ENGINE))) {
      measured.open(server.url());
      measured.read(server.url());
      measured.seek(server.url());
    }
    Desk.delete(data);
  }

  private void fill(Path data) {
    try (Storage storage = Storage.open(StorageSettings.of(data, false))) {
      storage.journal().create(room, Desk.first());
      Journal.Log log = storage.journal().open(room.id(), 0).log();
      Snapshots snapshots = new Snapshots(RoomSettings.STANDARD.snapshotEvery());
      Desk.first().forEach(snapshots::add);
      List<CompletableFuture<Void>> waiting = new ArrayList<>();
      int length = 0;
      for (long revision = 1; revision <= CHANGES; revision++) {
        Change change = change(length);
        length = change.newLength();
        JournalEntry entry =
            Desk.entry(revision + 2, revision * STEP_MS, Desk.changed(revision, change));
        waiting.add(log.append(List.of(entry), snapshots.add(entry)).toCompletableFuture());
        if (waiting.size() == AHEAD) {
          waiting.forEach(CompletableFuture::join);
          waiting.clear();
        }
      }
      waiting.forEach(CompletableFuture::join);
      report.note(length + " characters in the end");
    }
  }

  private Change change(int length) {
    int from = length == 0 ? 0 : random.nextInt(length);
    boolean deletes = length > LONGEST || random.nextInt(10) == 0;
    int to = deletes ? Math.min(length, from + random.nextInt(8)) : from;
    String insert = random.nextInt(12) == 0 ? "\n" : "x1 = y".substring(0, 1 + random.nextInt(6));
    return Change.of(length, from, to, insert);
  }

  private void open(String url) {
    try (Wire client = Wire.connected(url, Map.of())) {
      long start = System.nanoTime();
      client.ask("join_session", Map.of("session_code", room.code().value(), "username", "Ada"));
      report.atMost("opens, the first room of this server", since(start), OPENS_MS, " ms", "");
    }
  }

  private void read(String url) throws IOException, InterruptedException {
    String file = url + "/api/rooms/" + room.code().value() + "/files/" + Desk.FILE;
    try (HttpClient http = HttpClient.newHttpClient()) {
      Figures cold = reads(http, file);
      Figures warm = reads(http, file);
      report.atMost("a past revision by REST, p99", warm.percentile(99), READ_MS, " ms", warm + "");
      report.note("the first " + READS + ", while the server warms up: " + cold);
    }
  }

  private Figures reads(HttpClient http, String file) throws IOException, InterruptedException {
    double[] times = new double[READS];
    for (int i = 0; i < READS; i++) {
      URI asked = URI.create(file + "?revision=" + random.nextInt(CHANGES));
      long start = System.nanoTime();
      int status =
          http.send(HttpRequest.newBuilder(asked).build(), HttpResponse.BodyHandlers.ofByteArray())
              .statusCode();
      times[i] = since(start);
      if (status != 200) {
        throw new IllegalStateException(asked + ": " + status);
      }
    }
    return Figures.of(times);
  }

  private void seek(String url) {
    try (Chromium chromium = Chromium.open();
        Page page = chromium.browser().newPage()) {
      long start = System.nanoTime();
      page.navigate(url + "/replay/" + room.code().value());
      page.waitForSelector("input[type=range]");
      report.note("the page is there after " + Math.round(since(start)) + " ms");
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
      Figures figures =
          Figures.of(seeks.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray());
      report.atMost(
          "a seek in the page, p99", figures.percentile(99), SEEK_MS, " ms", figures + "");
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
