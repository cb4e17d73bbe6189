package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.execution.ExecutionsSettings;
import dev.parley.execution.ExecutionsSettings.Access;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may run programs without a room. */
class ExecutionAccessTest {

  private static final String TOKEN = "t".repeat(32);
  private static final String ORDER = "{\"language\":\"python\",\"code\":\"print(1)\"}";
  private static final String SIMPLE = "{\"language\":\"python\",\"code\":\"print(1)\"}";

  @TempDir private Path folder;

  private static int shown(TestServer server, String token) {
    return server
        .send(
            server
                .to("/api/executions")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(ORDER)))
        .statusCode();
  }

  @Test
  void anOpenServerSaysWhyItCannotRunAndCountsWhoAsks() {
    ExecutionsSettings settings = ExecutionsSettings.standard(Access.OPEN, Optional.empty());
    try (TestServer server = new TestServer(folder, settings)) {
      for (int i = 0; i < settings.perMinute(); i++) {
        assertThat(TestServer.json(server.post("/api/executions", ORDER)).get("code").textValue())
            .isEqualTo("engine_unavailable");
      }
      assertThat(TestServer.json(server.post("/api/code/execute", SIMPLE)).get("code").textValue())
          .isEqualTo("rate_limited");
    }
  }

  @Test
  void aServerWithATokenWantsItShown() {
    try (TestServer server =
        new TestServer(folder, ExecutionsSettings.standard(Access.TOKEN, Optional.of(TOKEN)))) {
      assertThat(server.post("/api/executions", ORDER).statusCode()).isEqualTo(401);
      assertThat(server.post("/api/code/execute", SIMPLE).statusCode()).isEqualTo(401);
      assertThat(shown(server, "x".repeat(32))).isEqualTo(401);
      assertThat(shown(server, TOKEN)).as("let in; there is no engine here").isEqualTo(503);
    }
  }

  @Test
  void aServerThatRunsNothingByRestSaysSo() {
    try (TestServer server =
        new TestServer(folder, ExecutionsSettings.standard(Access.OFF, Optional.empty()))) {
      assertThat(server.post("/api/executions", ORDER).statusCode()).isEqualTo(403);
      assertThat(server.post("/api/code/execute", SIMPLE).statusCode()).isEqualTo(403);
    }
  }
}
