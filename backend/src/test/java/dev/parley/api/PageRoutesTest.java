package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageRoutesTest {

  @AutoClose private TestServer server;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder);
  }

  /** The pages are there when the front end was built, and their absence is explained otherwise. */
  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/room/kqv-x7mp-2tw", "/interview/kqv-x7mp-2tw", "/replay/kqv-x7mp-2tw"})
  void everyAddressForPeopleHasAPage(String path) {
    HttpResponse<String> page = server.get(path);
    boolean built = new Pages("/dev/parley/web/pages/").find("index.html").isPresent();
    assertThat(page.statusCode()).isEqualTo(built ? 200 : 404);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html;");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(page.body()).contains(built ? "<script type=\"module\"" : "without its front end");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/nothing", "/room", "/room/a/b", "/assets/none.js", "/room.html", "/Main.class"})
  void wrongLinksGetAPageForPeople(String path) {
    HttpResponse<String> page = server.get(path);
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html;");
    assertThat(page.body()).contains("There is no page here");
  }

  @Test
  void filesAreFoundInTheirFolderAndNowhereElse() {
    Pages pages = new Pages("/dev/parley/api/pages/");
    assertThat(pages.find("assets/app-abc123.js").map(Reply.Page::freshness))
        .hasValue(Reply.Freshness.FOREVER);
    assertThat(pages.find("index.html").map(Reply.Page::freshness))
        .hasValue(Reply.Freshness.CHECKED);
    for (String outside :
        new String[] {
          "../openapi.json",
          "assets/../index.html",
          "/index.html",
          "",
          "assets",
          "assets/",
          ".hidden.html",
          "index.html/",
          "assets//app-abc123.js",
          "notes.secret"
        }) {
      assertThat(pages.find(outside)).as(outside).isEqualTo(Optional.empty());
    }
  }

  @Test
  void whatTheBrowserHasIsNotSentAgain() {
    HttpResponse<String> first = server.get("/api/openapi.json");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> second =
        server.send(server.to("/api/openapi.json").header("If-None-Match", tag));
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void whoTakesGzipGetsIt() {
    HttpRequest.Builder request = server.to("/api/openapi.json").header("Accept-Encoding", "gzip");
    HttpResponse<byte[]> small = server.send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(small.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(Gunzip.text(small.body())).isEqualTo(server.get("/api/openapi.json").body());
  }
}
