package dev.parley.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A server with other limits than most. Its pages said no at the usual ones: what lay between was
 * typed and then refused by the server, or refused though the server would have taken it.
 */
class RoomLimitsTest extends TwoBrowsers {

  private static final int LONGEST = 2_000;
  private static final int FILES = 2;
  private static final String FULL = "A room has at most 2 files.";

  @BeforeAll
  static void open() throws IOException {
    Map<String, String> settings = new HashMap<>(WRITING);
    settings.put("PARLEY_FILE_LENGTH", Integer.toString(LONGEST));
    settings.put("PARLEY_FILES", Integer.toString(FILES));
    open(settings);
  }

  private static Locator toast(Visitor visitor, String words) {
    return visitor.page().locator(".toast").getByText(words);
  }

  private static void paste(Visitor visitor, String text) {
    visitor.editor().focus();
    visitor
        .page()
        .evaluate(
            """
            text => {
              const clipboardData = new DataTransfer();
              clipboardData.setData('text/plain', text);
              const paste = { clipboardData, bubbles: true, cancelable: true };
              document.activeElement.dispatchEvent(new ClipboardEvent('paste', paste));
            }
            """,
            text);
  }

  private static void upload(Visitor visitor, String name, int length) {
    byte[] text = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
    visitor
        .page()
        .getByTestId("upload")
        .setInputFiles(new FilePayload(name, "application/octet-stream", text));
  }

  @Test
  void theWelcomeTellsTheLimits() {
    Rest.Room room = rest.create("Limits", "python", "");
    try (Client client = Client.connected(server.url(), Map.of())) {
      JsonNode welcome =
          client.ask(
              "join",
              Map.of(
                  "session_code", room.code(), "protocol", 2, "client", "ops", "username", "Ops"));
      assertThat(welcome.get("limits"))
          .isEqualTo(Rest.parse("{\"file_length\":2000,\"files\":2,\"text\":8000}"));
    }
  }

  @Test
  void whatIsTypedOrPastedBeyondTheLengthOfAFileIsRefusedOnThePage() {
    String code = ada.create("Long", "python", "Ada");
    bob.join(ada.candidateLink(), "Bob");
    ada.retype("# start");
    String start = ada.text();
    int free = LONGEST - start.length();
    paste(ada, "x".repeat(free + 1));
    assertThat(toast(ada, "A file may have 2,000 characters; this would make 2,001.")).isVisible();
    assertThat(awaitEqual(code, ada, bob)).isEqualTo(start);
    paste(ada, "x".repeat(free));
    String full = awaitEqual(code, ada, bob);
    assertThat(full).isEqualTo(start + "x".repeat(free));
    ada.page().keyboard().type("y");
    ada.shoot("room-limit");
    assertThat(awaitEqual(code, ada, bob)).isEqualTo(full);

    // Nobody lost anything, and as soon as there is space again it is used.
    bob.goTo(0);
    bob.key("Backspace");
    assertThat(awaitEqual(code, ada, bob)).hasSize(LONGEST - 1);
    ada.key("Control+End");
    ada.page().keyboard().type("z");
    assertThat(awaitEqual(code, ada, bob)).hasSize(LONGEST).endsWith("xz");
    for (Visitor visitor : new Visitor[] {ada, bob}) {
      assertThat(visitor.page().getByTestId("salvage")).hasCount(0);
    }
    noFaults(ada, bob);
  }

  @Test
  void aLongerFileIsNotUploadedAndAFullRoomSaysSoBesideTheButton() {
    ada.create("Full", "python", "Ada");
    bob.join(ada.candidateLink(), "Bob");
    upload(ada, "long.txt", LONGEST + 1);
    assertThat(toast(ada, "long.txt was not taken: longer than the 2,000 characters of a file."))
        .isVisible();
    Locator field = bob.page().getByTestId("new-file");
    Locator reason = bob.page().locator(".room-file-name .field-error");
    bob.page().getByTestId("files").click();
    field.fill("b.py");
    assertThat(reason).isEmpty();

    upload(ada, "fits.txt", LONGEST);
    assertThat(toast(ada, "fits.txt came in.")).isVisible();
    assertThat(reason).hasText(FULL);
    bob.key("Enter");
    assertThat(field).hasValue("b.py");
    assertThat(bob.page().locator(".room-file-name .btn")).hasAttribute("aria-disabled", "true");
    bob.shoot("room-full");
    upload(ada, "one.txt", 1);
    assertThat(toast(ada, "one.txt was not taken: A room has at most 2 files.")).isVisible();

    // What stood there is taken as soon as another file goes.
    ada.page().getByTestId("files").click();
    ada.page().getByLabel("Delete fits.txt").click();
    ada.page().getByTestId("delete-confirm").click();
    assertThat(reason).isEmpty();
    bob.key("Enter");
    assertThat(bob.page().locator("[role=tab][title='b.py']"))
        .hasAttribute("aria-selected", "true");
    noFaults(ada, bob);
  }
}
