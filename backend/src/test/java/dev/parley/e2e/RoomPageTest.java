package dev.parley.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the room's page does for the one who sits before it. */
class RoomPageTest extends TwoBrowsers {

  @BeforeAll
  static void open() throws IOException {
    open(WRITING);
  }

  private static Locator said(Visitor visitor) {
    return visitor.page().getByTestId("announcements").locator("p");
  }

  private static void more(Visitor visitor, String item) {
    visitor.page().getByTestId("more").click();
    visitor.page().getByTestId(item).click();
  }

  /** Each saved keystroke was a status message: nothing else could be heard. */
  @Test
  void whoListensHearsOfPeopleAndNotOfKeys() {
    ada.create("Ears", "python", "Ada");
    bob.join(ada.candidateLink(), "Bob");
    assertThat(said(ada)).hasText(new String[] {"Bob joined"});
    bob.goTo(0);
    bob.page().keyboard().type("# many keys, and each of them is saved");
    bob.awaitSaved();
    ada.goTo(1);
    ada.page().keyboard().type("# and answered");
    ada.awaitSaved();
    assertThat(said(ada)).hasText(new String[] {"Bob joined"});
    assertThat(ada.page().locator("[role=status]")).hasCount(0);
    noFaults(ada, bob);
  }

  @Test
  void whoeverComesByTheLinkForObserversWatches() {
    ada.create("Observed", "python", "Ada");
    ada.page().getByTestId("share").click();
    String link = ada.page().getByTestId("observer-link").inputValue();
    ada.key("Escape");
    bob.join(link, "Olga");
    ada.goTo(0);
    ada.page().keyboard().type("# seen ");
    ada.awaitSaved();
    assertThat(bob.editor()).containsText("# seen");
    assertThat(bob.page().getByText("Read only")).isVisible();
    assertThat(bob.page().getByTestId("run")).isDisabled();
    bob.editor().focus();
    bob.page().keyboard().type("not taken");
    assertThat(bob.editor()).not().containsText("not taken");
    assertThat(ada.page().getByTestId("people"))
        .hasAttribute("aria-label", "People in the room: 2");
    bob.page().reload();
    bob.awaitOnline();
    assertThat(bob.page().getByText("Read only")).isVisible();
    noFaults(ada, bob);
  }

  @Test
  void settingsAreOnesOwnAndStay() {
    ada.create("Settings", "python", "Ada");
    more(ada, "settings");
    ada.page().getByLabel("Size of code").fill("20");
    ada.page().getByLabel("Wrap long lines").check();
    ada.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Dark")).click();
    ada.key("Escape");
    for (int visit = 0; visit < 2; visit++) {
      assertThat(ada.page().locator(".cm-scroller")).hasCSS("font-size", "20px");
      assertThat(ada.page().locator(".cm-lineWrapping")).isVisible();
      assertThat(ada.page().locator("html")).hasAttribute("data-theme", "dark");
      ada.page().reload();
      ada.awaitOnline();
    }
    noFaults(ada);
  }

  /** The candidate sees what is noticed of the candidate's page, in the same words. */
  @Test
  void leavingThePageIsToldToWhomItConcerns() {
    ada.create("Attention", "python", "Ada");
    bob.join(ada.candidateLink(), "Bob");
    look(bob, false);
    ada.page().getByTestId("people").click();
    Locator noticed = ada.page().getByTestId("noticed");
    assertThat(noticed).hasText("looks at something else, left the page once");
    look(bob, true);
    assertThat(noticed).hasText("left the page once");
    bob.page().getByTestId("people").click();
    assertThat(bob.page().getByTestId("noticed")).hasText("Interviewers see: left the page once");
    noFaults(ada, bob);
  }

  /** What the browser does when another tab is looked at. */
  private static void look(Visitor visitor, boolean visible) {
    visitor
        .page()
        .evaluate(
            """
            visible => {
              Object.defineProperty(document, 'hidden', { value: !visible, configurable: true });
              document.dispatchEvent(new Event('visibilitychange'));
            }
            """,
            visible);
  }

  @Test
  void aMomentIsMarkedAndFoundInTheReplay() {
    String code = ada.create("Marks", "python", "Ada");
    more(ada, "mark");
    ada.page().getByTestId("mark-line").fill("asked for the complexity");
    ada.key("Enter");
    assertThat(ada.page().locator(".toast")).containsText("Marked");
    more(ada, "rename");
    ada.page().getByTestId("rename-line").fill("Marked hour");
    ada.key("Enter");
    assertThat(ada.page().locator(".topbar-title")).hasText("Marked hour");
    ada.page().navigate(server.url() + "/replay/" + code);
    assertThat(ada.page().getByText("Checkpoint: asked for the complexity")).isVisible();
    assertThat(ada.page().locator(".topbar-title")).hasText("Marked hour");
    noFaults(ada);
  }

  @Test
  void theFilesStandBesideTheCodeForAsLongAsSomebodyLikes() {
    ada.create("Beside", "python", "Ada");
    ada.page().getByTestId("files").click();
    ada.page().getByTestId("files-beside").click();
    Locator beside = ada.page().locator(".room-files-beside");
    ada.page().reload();
    ada.awaitOnline();
    assertThat(beside).isVisible();
    beside.getByTestId("new-file").fill("b.py");
    ada.key("Enter");
    assertThat(beside.locator("[aria-current=true]")).hasText("b.py");
    beside.getByText("main.py").click();
    assertThat(ada.editor()).containsText("def ");
    ada.page().setViewportSize(390, 844);
    assertThat(beside).isHidden();
    ada.fits();
    ada.page().setViewportSize(1280, 800);
    ada.page().getByTestId("files").click();
    assertThat(beside).isHidden();
    noFaults(ada);
  }

  /** The list of people hung over the left edge of a phone, names and all. */
  @Test
  void whatAButtonOpensIsWhollyOnAPhone() {
    ada.create("Phone", "python", "Ada Lovelace");
    bob.join(ada.candidateLink(), "Carl Friedrich of a very long name");
    ada.page().setViewportSize(390, 844);
    for (String button : List.of("people", "more", "files")) {
      ada.page().getByTestId(button).click();
      BoundingBox panel = ada.page().locator(".disclosure-panel:not([hidden])").boundingBox();
      assertThat(panel.x).as(button).isNotNegative();
      assertThat(panel.x + panel.width).as(button).isLessThanOrEqualTo(390);
      ada.key("Escape");
    }
    ada.fits();
    noFaults(ada, bob);
  }

  /** Whoever closed the tab had lost the interviewer's way in, unless the link was kept. */
  @Test
  void theFirstPageLeadsBackIntoTheRoomsOneWasIn() {
    String code = ada.create("Lost and found", "python", "Ada");
    ada.page().navigate(server.url() + "/");
    Locator room = ada.page().getByTestId("recent-room");
    assertThat(room).containsText(code);
    assertThat(room).containsText("interviewer");
    room.getByText("Lost and found").click();
    ada.awaitOnline();
    more(ada, "rename");
    ada.page().getByTestId("rename-line").fill("Found");
    ada.key("Enter");
    assertThat(ada.page().locator(".topbar-title")).hasText("Found");
    ada.page().navigate(server.url() + "/");
    assertThat(room).containsText("Found");
    room.getByLabel("Take Found off this list").click();
    assertThat(room).hasCount(0);
    noFaults(ada);
  }

  @Test
  void savingIsAnsweredInsteadOfOfferedByTheBrowser() {
    ada.create("Fingers", "python", "Ada");
    ada.goTo(0);
    ada.key("Control+s");
    assertThat(ada.page().locator(".toast")).containsText("Everything is saved");
    noFaults(ada);
  }

  /** With the list closed each arrow key was another language, for everybody in the room. */
  @Test
  void aKeyOnTheLanguageChangesNothingByItself() {
    ada.create("Arrows", "python", "Ada");
    ada.page().getByTestId("language").focus();
    ada.key("ArrowDown");
    ada.key("Escape");
    ada.key("j");
    ada.key("Escape");
    ada.goTo(0);
    ada.page().keyboard().type("# ");
    ada.awaitSaved();
    assertThat(ada.page().getByTestId("language")).hasValue("python");
    assertThat(ada.text()).contains("# ");
    noFaults(ada);
  }

  /**
   * Run had a spinner for as long as no engine answered, and could not be pressed: the language was
   * said to be waiting its turn.
   */
  @Test
  void withoutAnEngineRunSaysWhyNotAndCanBePressedAgain() {
    ada.page().navigate(server.url() + "/");
    assertThat(ada.page().getByText("programs run once the engine answers")).isVisible();
    // The first page says the reason as well, and says it once.
    assertThat(ada.page().getByText("The container engine does not answer")).hasCount(1);
    ada.create("No engine", "python", "Ada");
    Locator run = ada.page().getByTestId("run");
    Locator reason = ada.page().locator(".toast").getByText("The container engine does not answer");
    assertThat(ada.page().locator(".verdict-words")).containsText("Editing goes on.");
    for (int time = 0; time < 2; time++) {
      assertThat(run).isEnabled();
      run.click();
      assertThat(reason).isVisible();
      assertThat(run).isEnabled();
      assertThat(ada.page().locator(".spinner")).hasCount(0);
      ada.shoot("room-no-engine");
      ada.page().locator(".toast button").click();
      assertThat(reason).hasCount(0);
    }
    ada.goTo(0);
    ada.key("Control+Enter");
    assertThat(reason).isVisible();
    ada.shootDark("room-no-engine-dark");
    ada.shootNarrow("room-no-engine-narrow");
    assertThat(ada.page().getByTestId("verdict")).hasAttribute("data-state", "NONE");
    noFaults(ada);
  }
}
