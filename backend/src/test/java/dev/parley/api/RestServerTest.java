package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting, stopping, and what nobody foresaw. */
class RestServerTest {

  @TempDir Path folder;

  @Test
  void stopsAndLeavesNoThread() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (TestServer server = new TestServer(folder)) {
      assertThat(server.get("/api/health/live").statusCode()).isEqualTo(200);
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> !before.contains(thread))
                            .map(Thread::getName)
                            .filter(name -> name.matches("(?i).*(jetty|javalin|session|timer).*"))
                            .toList())
                    .isEmpty());
  }

  @Test
  void aCallUnderWayIsAnswered() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (TestServer server =
        new TestServer(
            folder,
            ApiSettings.STANDARD,
            stored ->
                new ChangedReads(
                    stored,
                    (room, after, limit, kinds) -> {
                      reading.countDown();
                      await().until(() -> go.await(20, TimeUnit.SECONDS));
                      return stored.read(room, after, limit, kinds);
                    }))) {
      String events = "/api/rooms/" + server.room("{}").get("code").textValue() + "/events";
      CompletableFuture<HttpResponse<String>> call =
          CompletableFuture.supplyAsync(() -> server.get(events), Thread::startVirtualThread);
      assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Void> closing =
          CompletableFuture.runAsync(server.rest::close, Thread::startVirtualThread);
      go.countDown();
      assertThat(call.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      closing.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void whatNobodyForesawHasAnIdAndNothingElse() {
    try (TestServer server =
        new TestServer(
            folder,
            ApiSettings.STANDARD,
            stored ->
                new ChangedReads(
                    stored,
                    (room, after, limit, kinds) -> {
                      throw new IllegalStateException("secret of the server");
                    }))) {
      String events = "/api/rooms/" + server.room("{}").get("code").textValue() + "/events";
      HttpResponse<String> failed = server.get(events);
      EdgeTest.problem(failed, 500, "internal");
      assertThat(failed.body()).doesNotContain("secret", "IllegalState");
      assertThat(TestServer.json(failed).get("detail").textValue())
          .matches("Something went wrong on the server\\. It is noted as [0-9a-z]{12}\\.");
    }
  }

  @Test
  void aRoomThatDoesNotAnswerIsBusy() throws Exception {
    ApiSettings hasty = hasty(Duration.ofMillis(200));
    CountDownLatch go = new CountDownLatch(1);
    try (TestServer server = new TestServer(folder, hasty, journal -> journal)) {
      var room = server.room("{}");
      server.rooms.enter(
          room.get("code").textValue(),
          stuck -> await().until(() -> go.await(20, TimeUnit.SECONDS)),
          refusal -> {});
      String path = "/api/rooms/" + room.get("code").textValue();
      await().until(() -> server.get(path).statusCode() == 503);
      HttpResponse<String> busy = server.get(path);
      EdgeTest.problem(busy, 503, "busy");
      assertThat(busy.headers().firstValue("Retry-After")).isPresent();
      go.countDown();
      await().until(() -> server.get(path).statusCode() == 200);
    }
  }

  private static ApiSettings hasty(Duration roomWait) {
    ApiSettings s = ApiSettings.STANDARD;
    return new ApiSettings(
        s.bodyBytes(),
        s.jsonDepth(),
        s.name(),
        s.roomsPerMinute(),
        s.addresses(),
        s.page(),
        s.maxPage(),
        s.readAtOnce(),
        roomWait,
        s.idle(),
        s.closing(),
        s.archive(),
        s.replay());
  }
}
