package dev.parley.api;

import static dev.parley.api.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.auth.Claims;
import dev.parley.auth.Role;
import dev.parley.json.EventJson;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.session.RoomState;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogRoutesTest {

  private static final int TITLES = 1_234;

  private final EventJson json = new EventJson();

  private final AtomicInteger reads = new AtomicInteger();

  /** At which read the log breaks, if it is endless; 0 while the real one is shown. */
  private final AtomicInteger breaksAt = new AtomicInteger();

  @AutoClose private TestServer server;

  @BeforeAll
  void start(@TempDir Path folder) {
    server =
        new TestServer(
            folder,
            ApiSettings.STANDARD,
            stored ->
                new ChangedReads(
                    stored,
                    (room, after, limit, kinds) -> read(stored, room, after, limit, kinds)));
  }

  @BeforeEach
  void showTheRealLog() {
    breaksAt.set(0);
    reads.set(0);
    server.nanos.addAndGet(61_000_000_000L);
  }

  private String events() {
    return "/api/rooms/" + server.room("{}").get("code").textValue() + "/events";
  }

  /** A room with a long log: titles, and every third a state. */
  private String longLog() {
    JsonNode room = server.room("{}");
    UUID id = UUID.fromString(room.get("id").textValue());
    server
        .storage
        .journal()
        .open(id, 0)
        .log()
        .append(
            LongStream.range(3, 3 + TITLES).mapToObj(LogRoutesTest::entry).toList(),
            Optional.empty())
        .toCompletableFuture()
        .join();
    return "/api/rooms/" + room.get("code").textValue() + "/events";
  }

  private static JournalEntry entry(long seq) {
    RoomEvent event =
        seq % 3 == 0
            ? new RoomEvent.StateChanged(RoomState.LIVE)
            : new RoomEvent.TitleChanged("Title " + seq + " with \ud83d half a pair");
    return new JournalEntry(seq, 10 * seq, Optional.of("p1"), event);
  }

  @Test
  void linesAndPagesTellTheSame() {
    String events = longLog();
    HttpResponse<String> stream =
        server.send(server.to(events).header("Accept", "application/x-ndjson"));
    assertThat(stream.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
    List<String> lines = stream.body().lines().toList();
    assertThat(lines).hasSize(TITLES + 2);
    assertThat(lines.stream().map(json::read).map(JournalEntry::unhashed).skip(2).toList())
        .isEqualTo(LongStream.range(3, 3 + TITLES).mapToObj(LogRoutesTest::entry).toList());

    List<String> paged = new ArrayList<>();
    JsonNode page;
    String after = "";
    do {
      page = json(server.get(events + after));
      page.get("events").forEach(event -> paged.add(json.text(json.read(event.toString()))));
      after = "?after=" + page.get("next");
    } while (!page.get("next").isNull());
    assertThat(paged).isEqualTo(lines);

    HttpRequest.Builder packed =
        server
            .to(events)
            .header("Accept", "application/x-ndjson")
            .header("Accept-Encoding", "gzip");
    HttpResponse<byte[]> gzip = server.send(packed, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(gzip.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(Gunzip.text(gzip.body())).isEqualTo(stream.body());
  }

  @Test
  void callersChoose() {
    String events = longLog();
    JsonNode few = json(server.get(events + "?after=5&limit=2"));
    assertThat(few.get("events").findValuesAsText("seq")).containsExactly("6", "7");
    assertThat(few.get("next").longValue()).isEqualTo(7);
    JsonNode kinds = json(server.get(events + "?kinds=state,room_created&limit=5000"));
    assertThat(kinds.get("events").findValuesAsText("kind"))
        .containsOnlyOnce("room_created")
        .contains("state")
        .doesNotContain("title");
    assertThat(kinds.get("next").isNull()).isTrue();
    JsonNode beyond = json(server.get(events + "?after=99999999"));
    assertThat(beyond.toString()).isEqualTo("{\"events\":[],\"next\":null}");
    HttpResponse<String> lines =
        server.send(
            server.to(events + "?after=3&limit=3").header("Accept", "application/x-ndjson"));
    assertThat(lines.body().lines()).hasSize(3);
  }

  /** A page is as long as was asked for, whatever its reader may not see between. */
  @Test
  void whatIsSaidOfSomebodysPageIsForThemAndTheInterviewers() {
    JsonNode room = server.room("{}");
    UUID id = UUID.fromString(room.get("id").textValue());
    List<JournalEntry> entries =
        LongStream.range(3, 23)
            .mapToObj(
                seq ->
                    new JournalEntry(
                        seq,
                        seq,
                        Optional.of(seq % 2 == 0 ? "p1" : "p2"),
                        new RoomEvent.Signalled("blur", Optional.empty())))
            .toList();
    server
        .storage
        .journal()
        .open(id, 0)
        .log()
        .append(entries, Optional.empty())
        .toCompletableFuture()
        .join();
    String events = "/api/rooms/" + room.get("code").textValue() + "/events?limit=7";
    assertThat(seqs(events, room.get("token").textValue())).hasSize(22);
    assertThat(seqs(events, server.tokens.issue(new Claims(id, "p1", "Ada", Role.CANDIDATE))))
        .containsExactly("1", "2", "4", "6", "8", "10", "12", "14", "16", "18", "20", "22");
    assertThat(seqs(events, server.tokens.issue(new Claims(id, "p3", "Eve", Role.OBSERVER))))
        .containsExactly("1", "2");
    assertThat(json(server.get(events)).get("events").findValuesAsText("seq"))
        .containsExactly("1", "2");
    EdgeTest.problem(
        server.send(server.to(events).header("Authorization", "Bearer nonsense")),
        401,
        "unauthorized");
  }

  private List<String> seqs(String events, String token) {
    List<String> seqs = new ArrayList<>();
    JsonNode page;
    String after = "";
    do {
      page =
          json(server.send(server.to(events + after).header("Authorization", "Bearer " + token)));
      seqs.addAll(page.get("events").findValuesAsText("seq"));
      after = "&after=" + page.get("next");
    } while (!page.get("next").isNull());
    return seqs;
  }

  @Test
  void badQuestionsAreRefused() {
    String events = "/api/rooms/" + server.room("{}").get("code").textValue() + "/events";
    for (String query :
        List.of(
            "after=-1",
            "after=x",
            "after=",
            "after=1&after=2",
            "after=99999999999999999999",
            "limit=0",
            "limit=5001",
            "kinds=everything",
            "kinds=TITLE")) {
      EdgeTest.problem(server.get(events + "?" + query), 400, "invalid_message");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-ndjson", "application/json"})
  void whatBreaksOffDoesNotLookComplete(String type) {
    breaksAt.set(20);
    HttpRequest.Builder request = server.to(events() + "?limit=5000").header("Accept", type);
    assertThatThrownBy(() -> server.send(request)).hasRootCauseInstanceOf(IOException.class);
    assertThat(reads).hasValue(20);
  }

  @Test
  void whatFailsAtOnceIsRefused() {
    breaksAt.set(1);
    HttpRequest.Builder request =
        server
            .to(events())
            .header("Accept", "application/x-ndjson")
            .header("Accept-Encoding", "gzip");
    EdgeTest.problem(server.send(request), 503, "unavailable");
  }

  @Test
  void aSlowReaderIsWaitedFor() throws IOException {
    breaksAt.set(Integer.MAX_VALUE);
    HttpResponse<InputStream> response =
        server.send(
            server.to(events()).header("Accept", "application/x-ndjson"),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      assertThat(body.read()).isEqualTo('{');
      AtomicInteger before = new AtomicInteger();
      await("the server stops reading ahead")
          .pollInterval(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(30))
          .until(() -> before.getAndSet(reads.get()) == reads.get());
    }
  }

  /** The real log, or one that never ends unless it breaks. */
  private List<JournalEntry> read(
      Journal stored, UUID room, long after, int limit, Set<RoomEvent.Kind> kinds) {
    assertThat(limit).isLessThanOrEqualTo(ApiSettings.STANDARD.readAtOnce());
    if (breaksAt.get() == 0) {
      return stored.read(room, after, limit, kinds);
    }
    if (reads.incrementAndGet() == breaksAt.get()) {
      throw new Journal.JournalException("broken", null);
    }
    return LongStream.rangeClosed(after + 1, after + limit).mapToObj(LogRoutesTest::entry).toList();
  }
}
