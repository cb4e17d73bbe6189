package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is closed leaves nothing of itself in the process. */
class AppTest {

  private static final int TIMES = 10;

  /** Threads that the JDK, and the test's own client, start once for everybody and keep. */
  private static final Pattern SHARED =
      Pattern.compile(
          "OkHttp.*|Okio.*|ForkJoinPool.*|CompletableFutureDelayScheduler|VirtualThread-.*|process reaper.*"
              + "|Common-Cleaner|Cleaner-.*|Attach Listener|Read-Poller|Write-Poller|.*-unparker"
              + "|awaitility.*|RMI .*|JNA Cleaner|HttpClient-.*|Keep-Alive-.*");

  @TempDir private Path data;

  @Test
  void opensAndClosesAgainAndAgain() throws IOException {
    Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
    for (int i = 0; i < TIMES; i++) {
      try (Server server = Server.open(data, Map.of());
          Rest rest = new Rest(server.url());
          Client client = Client.connected(server.url(), Map.of(), "websocket")) {
        Rest.Room room = rest.create("Time " + i, "python", "");
        assertThat(
                client
                    .ask("join_session", Map.of("session_code", room.code(), "username", "Ada"))
                    .has("error"))
            .isFalse();
      }
    }
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(since(before)).isEmpty());
  }

  private static List<String> since(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread) && !SHARED.matcher(thread.getName()).matches())
        .map(Thread::getName)
        .sorted()
        .toList();
  }
}
