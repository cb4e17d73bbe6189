package dev.parley.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.text.Seed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two people, two browsers, one room: the product's main job as people do it. */
class BrowserTest extends TwoBrowsers {

  private static final String ASKS = "name = input('Name? ')\nprint('Hello', name)\n";
  private static final int STROKES = 120;

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    Scripts.install();
    open(Map.of("PARLEY_LANGUAGES", "python,javascript"));
    rest.awaitReady("python");
    rest.awaitReady("javascript");
  }

  @Test
  void bothTypeAtOnceAndSoDoesAPlainClient() throws Exception {
    Random random = Seed.random(getClass());
    String code = ada.create("Typing at once", "python", "Ada Lovelace");
    bob.join(ada.candidateLink(), "Bob");
    assertThat(ada.page().getByTestId("people"))
        .hasAttribute("aria-label", "People in the room: 2");
    try (PlainTypist carol =
        new PlainTypist("carol", server.url(), code, new Random(random.nextLong())).echoing()) {
      List<String> typed = new ArrayList<>();
      Fingers.type(25, List.of(carol::typeAtTop), () -> typed.addAll(typeAtOnce(random)));
      String text = awaitEqual(code, ada, bob);
      await().atMost(PATIENCE).until(() -> carol.text().equals(text));
      for (String mark : typed) {
        assertThat(text).containsOnlyOnce(mark);
      }
      assertThat(carol.typed()).isPositive();
      for (int i = 0; i < carol.typed(); i++) {
        assertThat(text).containsOnlyOnce(carol.line(i));
      }
    }
    // A caret beyond what is in sight is not drawn, and many lines were typed.
    ada.goTo(0);
    bob.goTo(1);
    Locator caret = ada.page().locator(".remote-caret");
    assertThat(caret).hasCount(1);
    assertThat(caret).containsText("Bob");
    assertThat(caret).isVisible();
    noFaults(ada, bob);
  }

  /** Stroke by stroke, now here, now there; answers the words that were begun and finished. */
  private List<String> typeAtOnce(Random random) {
    List<Visitor> hands = List.of(ada, bob);
    int[] at = new int[2];
    List<String> marks = new ArrayList<>();
    String[] word = {"", ""};
    for (int i = 0; i < STROKES || !word[0].isEmpty() || !word[1].isEmpty(); i++) {
      int who = random.nextInt(2);
      Visitor visitor = hands.get(who);
      if (word[who].isEmpty()) {
        if (i >= STROKES) {
          continue;
        }
        if (at[who] == 0 || random.nextInt(3) == 0) {
          goToOwnPlace(who);
        }
        word[who] = "(" + (who == 0 ? "ada" : "bob") + at[who]++ + ")";
        marks.add(word[who]);
        // The editor closes the bracket by itself and lets the typed one through.
      }
      visitor.editor().focus();
      visitor.page().keyboard().type(word[who].substring(0, 1));
      word[who] = word[who].substring(1);
    }
    return marks;
  }

  /** Nobody types into another's word: Ada writes below the first line, Bob above the last two. */
  private void goToOwnPlace(int who) {
    if (who == 0) {
      ada.goTo(0);
      ada.key("Enter");
    } else {
      bob.editor().focus();
      List.of("Control+End", "ArrowUp", "ArrowUp", "End", "Enter").forEach(bob::key);
    }
  }

  @Test
  void aReloadAndAStepBackDuringARunLoseNothing() {
    ada.create("Coming and going", "python", "Ada");
    ada.retype("import time\n[(print(i, flush=True), time.sleep(0.5)) for i in range(8)]\n");
    List<String> asked = new ArrayList<>();
    ada.page()
        .onDialog(
            dialog -> {
              asked.add(dialog.type());
              dialog.accept();
            });
    ada.run();
    ada.awaitTerminal("1");
    ada.page().reload();
    ada.awaitOnline();
    ada.awaitTerminal("2");
    ada.page().goBack();
    assertThat(ada.page().getByTestId("recent-room")).hasCount(1);
    ada.page().goForward();
    ada.awaitOnline();
    ada.awaitVerdict("COMPLETED");
    ada.awaitTerminal("7");
    assertThat(ada.screen()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
    // Nothing was unsent, so nobody was asked whether to leave.
    assertThat(asked).isEmpty();
    noFaults(ada);
  }

  @Test
  void theKeyboardAloneRunsAnswersStopsAndSeeks() {
    String code = ada.create("Hands off the mouse", "python", "Ada");
    ada.retype(ASKS);
    ada.key("Control+Enter");
    ada.awaitTerminal("Name?");
    // One key leads from the code to the terminal, and back.
    ada.key("Control+Backquote");
    ada.page().keyboard().type("Grace");
    ada.key("Enter");
    ada.awaitTerminal("Hello Grace");
    ada.awaitVerdict("COMPLETED");
    ada.key("Control+Backquote");
    assertThat(ada.editor()).isFocused();
    ada.key("Control+Enter");
    ada.awaitTerminal("Name?");
    ada.page().getByTestId("stop").focus();
    ada.key("Enter");
    ada.awaitVerdict("CANCELLED");
    assertThat(ada.page().getByTestId("run")).isFocused();
    assertThat(ada.page().getByTestId("announcements").locator("p").last())
        .containsText("Your run: Stopped by Ada");

    ada.page().navigate(server.url() + "/replay/" + code);
    Locator slider = ada.page().getByRole(AriaRole.SLIDER);
    slider.focus();
    ada.key("End");
    assertThat(slider).hasAttribute("aria-valuetext", Pattern.compile("\\d:\\d\\d.*"));
    assertThat(ada.page().locator(".replay-text .cm-content")).containsText("print('Hello'");
    ada.key("Home");
    assertThat(slider).hasAttribute("aria-valuetext", "0:00");
    assertThat(ada.page().locator(".replay-text .cm-content")).not().containsText("'Hello'");
    ada.page().getByTestId("moments").focus();
    ada.key("ArrowRight");
    assertThat(ada.page().getByTestId("versions")).isFocused();
    assertThat(ada.page().getByTestId("versions")).hasAttribute("aria-selected", "true");
    assertThat(slider).hasAttribute("aria-valuetext", "0:00");
    noFaults(ada);
  }

  @Test
  void aProgramIsAnsweredFromTheOtherPageAndTheWholeHourIsReplayed() {
    String code = ada.create("Backend engineer, second round", "python", "Ada Lovelace");
    bob.joinByCode(code, "Bob");
    String starter = ada.text();
    bob.retype(ASKS);
    assertThat(awaitEqual(code, ada, bob)).startsWith(ASKS);

    ada.run();
    bob.awaitTerminal("Name?");
    // Who pressed Run answers the program, until somebody else asks to and is let.
    bob.page().getByTestId("input-ask").click();
    ada.page().getByTestId("input-give").click();
    bob.page().getByTestId("input-end").waitFor();
    bob.typeIntoTerminal("Grace");
    for (Visitor visitor : List.of(ada, bob)) {
      visitor.awaitTerminal("Hello Grace");
      visitor.awaitVerdict("COMPLETED");
    }
    assertThat(ada.screen()).isEqualTo(bob.screen()).contains("Name? Grace", "Hello Grace");
    bob.goTo(0);
    ada.shoot("room-light");
    ada.shootDark("room-dark");
    ada.shootNarrow("room-narrow");

    bob.page().reload();
    bob.awaitOnline();
    bob.awaitTerminal("Hello Grace");
    bob.awaitVerdict("COMPLETED");
    assertThat(awaitEqual(code, ada, bob)).startsWith(ASKS);

    bob.run();
    ada.awaitTerminal("Name?");
    ada.page().getByTestId("stop").click();
    bob.awaitVerdict("CANCELLED");
    ada.awaitVerdict("CANCELLED");

    bob.page().getByTestId("language").selectOption("javascript");
    assertThat(ada.page().getByTestId("language")).hasValue("javascript");
    bob.retype("console.log(6 * 7)\n");
    ada.page().keyboard().press("Control+Enter");
    for (Visitor visitor : List.of(ada, bob)) {
      visitor.awaitTerminal("42");
      visitor.awaitVerdict("COMPLETED");
    }
    assertThat(ada.screen()).isEqualTo(bob.screen());
    String last = awaitEqual(code, ada, bob);

    ada.page().getByTestId("more").click();
    ada.page().getByTestId("end").click();
    ada.page().getByTestId("end-confirm").click();
    assertThat(bob.page().getByTestId("ended")).isVisible();
    bob.editor().focus();
    bob.page().keyboard().type("too late");
    assertThat(bob.text()).isEqualTo(last);
    assertThat(rest.text(code)).isEqualTo(last);

    replay(code, starter, last);
    noFaults(ada, bob);
  }

  private void replay(String code, String starter, String last) {
    Page page = ada.page();
    page.navigate(server.url() + "/replay/" + code);
    Locator time = page.getByRole(AriaRole.SLIDER);
    Locator text = page.locator(".replay-text .cm-content");
    Locator terminal = page.locator(".replay-screen .xterm-rows");
    time.press("End");
    assertThat(text).containsText(last.strip());
    assertThat(terminal).containsText("42");
    ada.shoot("replay-end");
    time.press("Home");
    assertThat(text).containsText(starter.lines().findFirst().orElseThrow());
    assertThat(terminal).not().isVisible();
    // The moment of the first program's end, by its place in the list of moments.
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run 1 by")).click();
    assertThat(text).containsText("name = input('Name? ')");
    ada.shoot("replay");
    ada.shootDark("replay-dark");
    ada.fits();
  }

  @Test
  void whatIsTypedOfflineIsMergedAfterwards() throws IOException {
    try (Cable cable = new Cable(server.url())) {
      String code = ada.create("Offline", "python", "Ada");
      Visitor carol = new Visitor(chromium.browser(), cable.url());
      try (carol) {
        carol.join(cable.url() + "/room/" + code, "Carol");
        carol.retype("first\nsecond\n");
        awaitEqual(code, ada, carol);
        cable.cut();
        assertThat(carol.page().getByTestId("offline")).isVisible();
        carol.goTo(0);
        carol.page().keyboard().type(" (typed in a tunnel)");
        assertThat(carol.pending()).isPositive();
        ada.goTo(1);
        ada.page().keyboard().type(" (typed meanwhile)");
        ada.awaitSaved();
        carol.shoot("room-offline");
        cable.mend();
        carol.awaitOnline();
        assertThat(awaitEqual(code, ada, carol))
            .contains("first (typed in a tunnel)\n", "second (typed meanwhile)\n");
        assertThat(carol.faults())
            .allMatch(
                fault -> fault.contains("net::ERR_") || fault.contains("WebSocket connection"));
      }
      noFaults(ada);
    }
  }

  @Test
  void aPlainScriptAndAPageHoldAnInterview() throws Exception {
    String code = ada.create("Plain", "python", "Ada");
    ada.retype("print('seen by all')\n");
    Random random = Seed.random(getClass());
    // The page types its lines word by word while the scripts type theirs.
    int lines = 5;
    String everybody = "zoe:30,page:" + lines;
    Scripts.Running zoe =
        Scripts.interview(server.url(), "default", code, "zoe", 30, everybody, random.nextInt());
    assertThat(ada.page().getByTestId("people"))
        .hasAttribute("aria-label", "People in the room: 2");
    for (int i = 0; i < lines; i++) {
      ada.key("Control+End");
      ada.page().keyboard().type("page_" + i + " = 0");
      ada.key("Enter");
    }
    ada.awaitTerminal("seen by all");
    ada.awaitVerdict("COMPLETED");
    assertThat(Rest.parse(zoe.result()).get("text").textValue()).isEqualTo(awaitEqual(code, ada));
    noFaults(ada);
  }
}
