package dev.parley.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an interviewer makes of a room's past in a browser: a file, a fork, an earlier version. */
class PastTest {

  /** Ends scripts, comments and elements wherever somebody forgot to escape it. */
  private static final String HOSTILE =
      "</script><img src=x onerror=\"window.hacked=1\"><!--<script>\u2028 ]]>";

  @TempDir private static Path data;
  @TempDir private static Path downloads;
  private static Server server;
  private static Rest rest;
  private static Chromium chromium;

  private Visitor ada;

  @BeforeAll
  static void open() throws IOException {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    server = Server.open(data, Map.of("PARLEY_LANGUAGES", "python"));
    rest = new Rest(server.url());
    rest.awaitReady("python");
    chromium = Chromium.open();
  }

  @AfterAll
  static void close() {
    chromium.close();
    rest.close();
    server.close();
  }

  @BeforeEach
  void browser() {
    ada = new Visitor(chromium.browser(), server.url());
  }

  @AfterEach
  void closeBrowser() {
    ada.close();
  }

  private Page replay(String code) {
    Page page = ada.page();
    page.navigate(server.url() + "/replay/" + code);
    assertThat(page.getByRole(AriaRole.SLIDER)).isVisible();
    return page;
  }

  private static Locator text(Page page) {
    return page.locator(".replay-text .cm-content");
  }

  @Test
  void aSavedReplayNeedsNoNetworkAndRunsNothingOfTheRoom() {
    String code = ada.create("Round " + HOSTILE, "python", "Ada <b>");
    ada.retype("print('</script><script>hacked=1</script>')");
    ada.run();
    ada.awaitVerdict("COMPLETED");
    Page page = replay(code);
    page.getByTestId("more").click();
    Download download = page.waitForDownload(() -> page.getByTestId("export-html").click());
    Path file = downloads.resolve(download.suggestedFilename());
    download.saveAs(file);
    assertThat(ada.faults()).isEmpty();

    List<String> faults = new ArrayList<>();
    List<String> asked = new ArrayList<>();
    try (BrowserContext alone =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions().setOffline(true).setViewportSize(1280, 800))) {
      Page saved = alone.newPage();
      saved.onPageError(faults::add);
      saved.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              faults.add(message.text());
            }
          });
      saved.onRequest(request -> asked.add(request.url()));
      saved.navigate(file.toUri().toString());
      assertThat(saved.locator("h1")).hasText("Round " + HOSTILE.replace("\u2028", " "));
      saved.getByRole(AriaRole.SLIDER).press("End");
      assertThat(text(saved)).containsText("print('</script><script>hacked=1</script>')");
      assertThat(saved.locator(".replay-screen .xterm-rows"))
          .containsText("</script><script>hacked=1</script>");
      assertThat(saved.locator(".replay-people")).containsText("Ada <b>");
      assertThat(saved.evaluate("() => window.hacked")).isNull();
      assertThat(saved.getByTestId("fork")).hasCount(0);
      saved.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/replay-offline.png")));
    }
    assertThat(faults).isEmpty();
    assertThat(asked)
        .allMatch(url -> url.startsWith("file:") || url.startsWith("blob:file:"))
        .filteredOn(url -> url.startsWith("file:"))
        .hasSize(1);
  }

  @Test
  void theLogIsSavedLineByLine() throws IOException {
    String code = ada.create("Log", "python", "Ada");
    Page page = replay(code);
    page.getByTestId("more").click();
    Download download = page.waitForDownload(() -> page.getByTestId("export-ndjson").click());
    Path file = downloads.resolve(download.suggestedFilename());
    download.saveAs(file);
    assertThat(Files.readAllLines(file))
        .hasSizeGreaterThan(2)
        .allMatch(line -> line.startsWith("{\"seq\":") && line.contains("\"hash\":"));
    assertThat(ada.faults()).isEmpty();
  }

  @Test
  void aForkOpensWithTheTextOfItsMoment() {
    String code = ada.create("Forked", "python", "Ada");
    String starter = ada.text();
    ada.retype("second = 2\n");
    Page page = replay(code);
    page.getByRole(AriaRole.SLIDER).press("Home");
    assertThat(text(page)).containsText(starter.lines().findFirst().orElseThrow());
    page.getByTestId("fork").click();
    // The name is known from the room that was forked.
    ada.awaitOnline();
    assertThat(ada.text()).isEqualTo(starter);
    String fork = page.getByTestId("code").textContent();
    assertThat(fork).isNotEqualTo(code);
    assertThat(rest.text(code)).startsWith("second = 2");
    assertThat(ada.faults()).isEmpty();
  }

  @Test
  void anEarlierVersionIsBroughtBackUnderEverybodysEyes() {
    String code = ada.create("Versions", "python", "Ada");
    String starter = ada.text();
    ada.retype("second = 2\n");
    try (Visitor bob = new Visitor(chromium.browser(), server.url())) {
      bob.joinByCode(code, "Bob");
      Page page = replay(code);
      page.getByTestId("versions").click();
      page.getByTestId("compare").last().click();
      assertThat(page.locator(".version-diff")).containsText("second = 2");
      ada.shoot("replay-compare");
      page.getByTestId("restore").click();
      assertThat(page.locator(".replay-said")).containsText("again");
      bob.page().waitForFunction("text => window.parley.text() === text", starter);
      assertThat(rest.text(code)).isEqualTo(starter);
      assertThat(page.locator(".version").first()).containsText("Restored");
      ada.shoot("replay-versions");
      ada.shootDark("replay-versions-dark");
      ada.shootNarrow("replay-versions-narrow");
      ada.fits();
      assertThat(bob.faults()).isEmpty();
    }
    assertThat(ada.faults()).isEmpty();
  }
}
