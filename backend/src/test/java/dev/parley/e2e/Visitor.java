package dev.parley.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Somebody with a browser of their own, and what such a person does on the pages. */
final class Visitor implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final BrowserContext context;
  private final String url;
  private final Page page;
  private final List<String> faults = new ArrayList<>();

  Visitor(Browser browser, String url) {
    this.url = url;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 800)
                .setColorScheme(ColorScheme.LIGHT));
    // Tests wait on what the page itself says of its state.
    context.addInitScript("try { localStorage.setItem('parley.test', '1'); } catch {}");
    this.page = context.newPage();
    page.onPageError(faults::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            faults.add(message.text());
          }
        });
  }

  Page page() {
    return page;
  }

  /** Errors of the page and in its console so far. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  // ---- the way in -------------------------------------------------------------------------------

  /** Makes a room on the first page and enters it; answers its code. */
  String create(String title, String language, String name) {
    page.navigate(url + "/");
    assertThat(page.locator("#language option").first()).not().hasText("Loading…");
    shoot("landing");
    page.getByLabel("Title").fill(title);
    page.locator("#language").selectOption(language);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create room")).click();
    enter(name);
    return page.getByTestId("code").textContent();
  }

  /** What the share dialog says is the candidate's link. */
  String candidateLink() {
    page.getByTestId("share").click();
    String link = page.getByTestId("candidate-link").inputValue();
    page.keyboard().press("Escape");
    return link;
  }

  void join(String link, String name) {
    page.navigate(link);
    enter(name);
  }

  /** Types the code into the first page, as somebody on the telephone would. */
  void joinByCode(String code, String name) {
    page.navigate(url + "/");
    page.getByLabel("Session code").fill(code.toUpperCase(Locale.ROOT));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Join").setExact(true))
        .click();
    enter(name);
  }

  private void enter(String name) {
    page.getByTestId("name-input").fill(name);
    page.getByTestId("join").click();
    awaitOnline();
  }

  /** Types a name where the page asks for one, and waits until it is in. */
  void enterIfAsked(String name) {
    page.locator("[data-testid=name-input], [data-testid=connection][data-state=online]")
        .first()
        .waitFor();
    if (page.getByTestId("name-input").isVisible()) {
      enter(name);
    }
    awaitOnline();
  }

  void awaitOnline() {
    assertThat(page.getByTestId("connection")).hasAttribute("data-state", "online");
  }

  // ---- the editor -------------------------------------------------------------------------------

  Locator editor() {
    return page.getByTestId("editor");
  }

  void key(String key) {
    page.keyboard().press(key);
  }

  /** Puts the caret at the end of a line, counted from 0. */
  void goTo(int line) {
    editor().focus();
    key("Control+Home");
    for (int i = 0; i < line; i++) {
      key("ArrowDown");
    }
    key("End");
  }

  /** Empties the editor and types this, as hands would: the editor closes brackets by itself. */
  void retype(String text) {
    editor().focus();
    key("Control+a");
    key("Delete");
    text.lines()
        .forEach(
            line -> {
              page.keyboard().type(line);
              // Whatever the editor proposes to complete, Enter means a new line here.
              key("Escape");
              key("Enter");
            });
    awaitSaved();
  }

  String text() {
    return (String) page.evaluate("() => window.parley.text()");
  }

  int pending() {
    return ((Number) page.evaluate("() => window.parley.pending()")).intValue();
  }

  void awaitSaved() {
    page.waitForFunction("() => window.parley.pending() === 0");
    assertThat(page.getByTestId("saved")).hasAttribute("data-state", "saved");
  }

  // ---- the terminal -----------------------------------------------------------------------------

  Locator terminal() {
    return page.locator("[data-testid=terminal] .xterm-rows");
  }

  void awaitTerminal(String text) {
    assertThat(terminal()).containsText(text);
  }

  /** What the terminal shows, line by line, blanks at the ends aside. */
  List<String> screen() {
    return page.locator("[data-testid=terminal] .xterm-rows > div").allTextContents().stream()
        .map(line -> line.replace('\u00a0', ' ').stripTrailing())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  void typeIntoTerminal(String text) {
    page.locator("[data-testid=terminal] .xterm-screen").click();
    page.keyboard().type(text);
    key("Enter");
  }

  void run() {
    page.getByTestId("run").click();
  }

  void awaitVerdict(String state) {
    assertThat(page.getByTestId("verdict")).hasAttribute("data-state", state);
  }

  // ---- pictures ---------------------------------------------------------------------------------

  /** A picture for people to look at, in {@code backend/target/screenshots}. */
  void shoot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve(name + ".png"))
            .setAnimations(ScreenshotAnimations.DISABLED));
  }

  void shootDark(String name) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    shoot(name);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  void shootNarrow(String name) {
    page.setViewportSize(390, 844);
    shoot(name);
    page.setViewportSize(1280, 800);
  }

  /** Nothing on the page is wider than the page. */
  void fits() {
    assertThat(
            page.evaluate(
                "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
        .as("fits its width")
        .isEqualTo(true);
  }

  @Override
  public void close() {
    context.close();
  }
}
