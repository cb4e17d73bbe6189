package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two people with a browser each. */
abstract class TwoBrowsers {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A server that runs no programs: what is tested is writing. */
  static final Map<String, String> WRITING =
      Map.of("PARLEY_LANGUAGES", "python,javascript", "PARLEY_ENGINE", Server.NO_ENGINE);

  @TempDir private static Path data;
  static Server server;
  static Rest rest;
  static Chromium chromium;
  private static Closeable beneath;

  Visitor ada;
  Visitor bob;

  static void open(Map<String, String> settings) throws IOException {
    open(settings, () -> {});
  }

  /**
   * Opens a server that stands on something of the test's own.
   *
   * @param ground closed after the server
   */
  static void open(Map<String, String> settings, Closeable ground) throws IOException {
    beneath = ground;
    PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
    server = Server.open(data, settings);
    rest = new Rest(server.url());
    chromium = Chromium.open();
  }

  @AfterAll
  static void close() throws IOException {
    chromium.close();
    rest.close();
    server.close();
    beneath.close();
  }

  @BeforeEach
  void twoBrowsers() {
    ada = new Visitor(chromium.browser(), server.url());
    bob = new Visitor(chromium.browser(), server.url());
  }

  @AfterEach
  void closeBrowsers() {
    ada.close();
    bob.close();
  }

  static void noFaults(Visitor... visitors) {
    for (Visitor visitor : visitors) {
      assertThat(visitor.faults()).isEmpty();
    }
  }

  /** Every page and the server have the same text, and nothing is under way. */
  static String awaitEqual(String code, Visitor... visitors) {
    await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .untilAsserted(
            () -> {
              String text = rest.text(code);
              for (Visitor visitor : visitors) {
                assertThat(visitor.pending()).isZero();
                assertThat(visitor.text()).isEqualTo(text);
              }
            });
    return rest.text(code);
  }
}
