package dev.parley.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language whose image is missing, as two people in a room come to have it. */
class OnDemandTest extends TwoBrowsers {

  @TempDir private static Path root;
  private static SmallHome home;

  @BeforeAll
  static void open() throws IOException {
    home = SmallHome.in(root);
    open(
        Map.of(
            "PARLEY_HOME",
            home.root().toString(),
            "PARLEY_LANGUAGES",
            "",
            "PARLEY_IMAGES",
            SmallHome.READY,
            "PARLEY_BUILD_REST",
            "1"));
    rest.awaitReady(SmallHome.READY);
  }

  private static Locator words(Visitor visitor) {
    return visitor.page().locator(".verdict-words");
  }

  private void bothRead(String sentence) {
    for (Visitor visitor : new Visitor[] {ada, bob}) {
      assertThat(words(visitor)).containsText(sentence);
    }
  }

  @Test
  void bothWatchItBeingMadeFailAndBeMadeAfterAll() throws IOException {
    ada.create("On demand", SmallHome.READY, "Ada");
    bob.join(ada.candidateLink(), "Bob");
    bothRead("Output appears here for everybody.");

    home.setBroken(true);
    ada.page().getByTestId("language").selectOption(SmallHome.ON_DEMAND);
    bothRead("Tiny: its image is being built: installing packages (40%).");
    assertThat(bob.page().getByTestId("run")).hasText("40%");
    assertThat(bob.page().getByTestId("run")).isDisabled();
    ada.shoot("on-demand-building");
    ada.shootNarrow("on-demand-building-narrow");
    // However often it is asked for, it is built once.
    bob.page().getByTestId("language").selectOption(SmallHome.READY);
    bothRead("Output appears here for everybody.");
    bob.page().getByTestId("language").selectOption(SmallHome.ON_DEMAND);
    bothRead("(40%)");

    home.go();
    bothRead(
        "Tiny: its image could not be built: E: Unable to locate package tiny. Run tries again.");
    assertThat(home.builds()).isEqualTo(1);
    ada.shoot("on-demand-failed");
    ada.shootDark("on-demand-failed-dark");

    home.setBroken(false);
    bob.run();
    bothRead("(40%)");
    assertThat(home.builds()).isEqualTo(2);
    home.go();
    bothRead("Output appears here for everybody.");
    bob.retype("echo 'Tiny says hello'");
    bob.run();
    for (Visitor visitor : new Visitor[] {ada, bob}) {
      visitor.awaitTerminal("Tiny says hello");
      visitor.awaitVerdict("COMPLETED");
    }
    ada.shoot("on-demand-ran");
    assertThat(home.builds()).isEqualTo(2);
    noFaults(ada, bob);
  }
}
