package dev.parley.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.WebSocketRoute;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Writing together in real browsers when something goes wrong, and undoing what was written. */
class SharedEditingTest extends TwoBrowsers {

  /** One line that both have typed into: {@code (aa-bb-aa)}. */
  private String mixedLine() {
    String code = ada.create("Undo", "python", "Ada");
    bob.join(ada.candidateLink(), "Bob");
    ada.retype("start");
    awaitEqual(code, ada, bob);
    // What was typed so far is history of its own.
    ada.page().reload();
    ada.awaitOnline();
    ada.goTo(0);
    ada.page().keyboard().type(" one two");
    ada.awaitSaved();
    bob.goTo(0);
    for (int i = 0; i < 4; i++) {
      bob.key("ArrowLeft");
    }
    bob.page().keyboard().type(" bob");
    bob.awaitSaved();
    assertThat(awaitEqual(code, ada, bob)).startsWith("start one bob two\n");
    return code;
  }

  private static void undoAll(Visitor visitor) {
    visitor.editor().focus();
    for (int i = 0; i < 12; i++) {
      visitor.key("Control+z");
    }
  }

  private static void redoAll(Visitor visitor) {
    visitor.editor().focus();
    for (int i = 0; i < 12; i++) {
      visitor.key("Control+y");
    }
  }

  @BeforeAll
  static void open() throws IOException {
    open(WRITING);
  }

  @Test
  void undoTakesBackOnlyOnesOwn() {
    String code = mixedLine();
    undoAll(ada);
    assertThat(awaitEqual(code, ada, bob)).startsWith("start bob\n");
    redoAll(ada);
    assertThat(awaitEqual(code, ada, bob)).startsWith("start one bob two\n");
    undoAll(bob);
    assertThat(awaitEqual(code, ada, bob)).startsWith("start one two\n");
    noFaults(ada, bob);
  }

  @Test
  void undoTakesBackOnlyOnesOwnAcrossABrokenConnection() throws Exception {
    try (Cable cable = new Cable(server.url())) {
      String code = ada.create("Undo in a tunnel", "python", "Ada");
      ada.retype("start");
      try (Visitor carol = new Visitor(chromium.browser(), cable.url())) {
        carol.join(cable.url() + "/room/" + code, "Carol");
        carol.goTo(0);
        carol.page().keyboard().type(" carol");
        carol.awaitSaved();
        awaitEqual(code, ada, carol);
        cable.cut();
        assertThat(carol.page().getByTestId("offline")).isVisible();
        undoAll(carol);
        ada.goTo(0);
        ada.page().keyboard().type(" ada");
        ada.awaitSaved();
        cable.mend();
        carol.awaitOnline();
        assertThat(awaitEqual(code, ada, carol)).startsWith("start ada\n");
        redoAll(carol);
        // Both were put at the same place: which comes first is nobody's merit.
        assertThat(awaitEqual(code, ada, carol))
            .containsOnlyOnce(" carol")
            .containsOnlyOnce(" ada");
      }
      noFaults(ada);
    }
  }

  @Test
  void aCharacterThatWentWrongOnItsWayIsFoundWithinSecondsAndPutRight() {
    String code = ada.create("A wrong copy", "python", "Ada");
    ada.retype("x = 1");
    AtomicInteger flipped = new AtomicInteger();
    bob.page()
        .routeWebSocket(
            url -> url.contains("/socket.io/"),
            page -> {
              WebSocketRoute far = page.connectToServer();
              far.onMessage(
                  frame -> {
                    String said = frame.text();
                    if (said.contains("code_updated") && said.contains("\"Q\"")) {
                      flipped.incrementAndGet();
                      said = said.replace("\"Q\"", "\"O\"");
                    }
                    page.send(said);
                  });
            });
    bob.join(ada.candidateLink(), "Bob");
    awaitEqual(code, ada, bob);
    ada.goTo(0);
    ada.page().keyboard().type("Q");
    bob.page().waitForFunction("() => window.parley.text().includes('x = 1O')");
    bob.goTo(1);
    bob.page().keyboard().type("# mine");
    long start = System.nanoTime();
    bob.page().waitForFunction("() => window.parley.text().includes('x = 1Q')");
    assertThat((System.nanoTime() - start) / 1e9).isLessThan(5);
    assertThat(awaitEqual(code, ada, bob)).startsWith("x = 1Q\n").contains("# mine");
    assertThat(flipped).hasValue(1);
    assertThat(bob.page().locator(".toast").getByText("had gone wrong and was put right"))
        .isVisible();
    assertThat(bob.page().getByTestId("salvage")).hasCount(0);
    noFaults(ada, bob);
  }

  @Test
  void whatWasTypedInATunnelSurvivesAReloadInTheTunnel() throws Exception {
    try (Cable cable = new Cable(server.url())) {
      String code = ada.create("Reload in a tunnel", "python", "Ada");
      ada.retype("first");
      try (Visitor carol = new Visitor(chromium.browser(), cable.url())) {
        String address = cable.url() + "/room/" + code;
        carol.join(address, "Carol");
        awaitEqual(code, ada, carol);
        cable.cut();
        assertThat(carol.page().getByTestId("offline")).isVisible();
        carol.goTo(0);
        carol.page().keyboard().type(" (carol)");
        assertThat(carol.page().getByTestId("saved")).containsText("8 unsent edits");
        AtomicInteger asked = new AtomicInteger();
        carol
            .page()
            .onDialog(
                dialog -> {
                  asked.incrementAndGet();
                  dialog.accept();
                });
        try {
          carol.page().reload();
        } catch (PlaywrightException expected) {
          assertThat(expected).hasMessageContaining("net::");
        }
        assertThat(asked).as("asked whether to leave").hasValue(1);
        ada.goTo(0);
        ada.page().keyboard().type(" (ada)");
        ada.awaitSaved();
        cable.mend();
        carol.page().navigate(address);
        carol.awaitOnline();
        assertThat(awaitEqual(code, ada, carol))
            .containsOnlyOnce("(carol)")
            .containsOnlyOnce("(ada)");
      }
      noFaults(ada);
    }
  }

  /** A crash runs no last words: only what was kept by then is there. */
  @Test
  void whatWasTypedInATunnelSurvivesACrashOfTheTab() throws Exception {
    String code = ada.create("Crash in a tunnel", "python", "Ada");
    ada.retype("first");
    String kept;
    try (Cable cable = new Cable(server.url());
        Visitor carol = new Visitor(chromium.browser(), cable.url())) {
      carol.join(cable.url() + "/room/" + code, "Carol");
      awaitEqual(code, ada, carol);
      cable.cut();
      assertThat(carol.page().getByTestId("offline")).isVisible();
      carol.goTo(0);
      carol.page().keyboard().type(" (carol)");
      carol
          .page()
          .waitForFunction(
              "() => Object.entries(sessionStorage).some(([name, kept]) =>"
                  + " name.startsWith('parley.unsent.') && kept.includes('\")\"'))");
      kept = (String) carol.page().evaluate("() => JSON.stringify({...sessionStorage})");
    }
    try (Visitor again = new Visitor(chromium.browser(), server.url())) {
      again
          .page()
          .addInitScript(
              "if (sessionStorage.length === 0) Object.assign(sessionStorage, " + kept + ")");
      again.page().navigate(server.url() + "/room/" + code);
      again.enterIfAsked("Carol");
      assertThat(awaitEqual(code, ada, again)).containsOnlyOnce("first (carol)");
    }
    noFaults(ada);
  }

  @Test
  void composingACharacterGoesOnWhileAnotherTypesInTheSameLine() {
    String code = ada.create("Composing", "python", "Ada");
    bob.join(ada.candidateLink(), "Bob");
    ada.retype("start");
    awaitEqual(code, ada, bob);
    ada.goTo(0);
    CDPSession keys = ada.page().context().newCDPSession(ada.page());
    bob.goTo(0);
    bob.key("Home");
    for (String part : new String[] {"に", "にほ", "にほん"}) {
      JsonObject composing = new JsonObject();
      composing.addProperty("text", part);
      composing.addProperty("selectionStart", part.length());
      composing.addProperty("selectionEnd", part.length());
      keys.send("Input.imeSetComposition", composing);
      bob.page().keyboard().type("b");
    }
    JsonObject done = new JsonObject();
    done.addProperty("text", "日本🙂");
    keys.send("Input.insertText", done);
    ada.page().keyboard().type("!");
    assertThat(awaitEqual(code, ada, bob)).startsWith("bbbstart日本🙂!\n");
    noFaults(ada, bob);
  }

  @Test
  void loadingThePageAgainIsNoLeavingIt() {
    String code = ada.create("Reload", "python", "Ada");
    bob.join(ada.candidateLink(), "Bob");
    bob.page().reload();
    bob.awaitOnline();
    assertThat(rest.events(code)).noneMatch(event -> event.get("kind").asText().equals("signal"));
    assertThat(ada.page().getByText("Bob left")).hasCount(0);
    noFaults(ada, bob);
  }

  @Test
  void theViewFollowsAPersonUntilItsOwnerActs() {
    String code = ada.create("Following", "python", "Ada");
    bob.join(ada.candidateLink(), "Bob");
    bob.editor().focus();
    bob.key("Control+a");
    bob.page().keyboard().insertText("line\n".repeat(200));
    bob.awaitSaved();
    awaitEqual(code, ada, bob);
    bob.goTo(0);
    ada.page().getByTestId("people").click();
    ada.page().getByLabel("Follow Bob").click();
    assertThat(ada.page().getByTestId("following")).containsText("Following Bob");
    bob.key("Control+End");
    bob.page().keyboard().type("# the end");
    assertThat(ada.page().locator(".cm-line", byText("# the end"))).isVisible();
    bob.page().getByTestId("people").click();
    assertThat(bob.page().locator(".room-people")).containsText("follows you");
    // From the server's own heartbeats.
    assertThat(bob.page().locator(".room-round-trip").first()).containsText(" ms");
    bob.shoot("room-people");
    bob.key("Escape");
    ada.goTo(0);
    assertThat(ada.page().getByTestId("following")).hasCount(0);
    bob.key("Control+End");
    bob.page().keyboard().type(", really");
    awaitEqual(code, ada, bob);
    assertThat(ada.page().locator(".cm-line", byText("# the end"))).not().isVisible();
    noFaults(ada, bob);
  }

  private static Page.LocatorOptions byText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
