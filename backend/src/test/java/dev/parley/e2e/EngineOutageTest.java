package dev.parley.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.parley.execution.Relay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that stops answering under people who are in a room, and comes back. */
class EngineOutageTest extends TwoBrowsers {

  private static final Pattern WHY = Pattern.compile("container engine does not answer");

  @TempDir private static Path folder;
  private static Relay relay;

  @BeforeAll
  static void open() throws IOException {
    Path engine = Path.of(Server.ENGINE.substring("unix://".length()));
    relay = new Relay(folder.resolve("engine.sock"), engine);
    open(Map.of("PARLEY_ENGINE", relay.host()), relay::close);
    rest.awaitReady("python");
  }

  private static Locator words(Visitor visitor) {
    return visitor.page().locator(".verdict-words");
  }

  @Test
  void everybodyReadsWhyAndRunsAgainAfterwards() {
    ada.create("Outage", "python", "Ada");
    bob.join(ada.candidateLink(), "Bob");
    ada.retype("print(6 * 7)");
    ada.run();
    bob.awaitTerminal("42");
    bob.awaitVerdict("COMPLETED");

    relay.freeze();
    ada.run();
    // The first press may come before the server has noticed: then it is a run that failed.
    Locator why = ada.page().locator(".toast, .verdict-words").filter(having(WHY)).first();
    assertThat(why).isVisible();
    for (int time = 0; time < 2; time++) {
      assertThat(ada.page().getByTestId("run")).isEnabled();
      assertThat(ada.page().locator(".spinner")).hasCount(0);
      ada.run();
      assertThat(ada.page().locator(".toast").filter(having(WHY))).isVisible();
    }
    ada.shoot("room-outage");
    ada.goTo(0);
    ada.page().keyboard().type("  # written meanwhile");
    assertThat(bob.editor()).containsText("# written meanwhile");

    relay.thaw();
    // Nobody has to load the page again: what it offers besides running is there again, too.
    assertThat(ada.page().getByTestId("open-shell")).isVisible();
    rest.awaitReady("python");
    ada.run();
    ada.awaitVerdict("COMPLETED");
    assertThat(words(bob)).containsText("Finished");
    noFaults(ada, bob);
  }

  private static Locator.FilterOptions having(Pattern words) {
    return new Locator.FilterOptions().setHasText(words);
  }
}
