package dev.parley.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several files in one room, as people make and use them on the page. */
class SharedFilesTest extends TwoBrowsers {

  private static Locator tab(Visitor visitor, String file) {
    return visitor
        .page()
        .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(file).setExact(true));
  }

  private static Locator toast(Visitor visitor, String words) {
    return visitor.page().locator(".toast").getByText(words);
  }

  private static void menu(Visitor visitor) {
    visitor.page().getByTestId("files").click();
  }

  private static void make(Visitor visitor, String file) {
    menu(visitor);
    visitor.page().getByTestId("new-file").fill(file);
    visitor.key("Enter");
    assertThat(tab(visitor, file)).hasAttribute("aria-selected", "true");
  }

  @BeforeAll
  static void open() throws IOException {
    open(WRITING);
  }

  @Test
  void aFileIsMadeWrittenRenamedAndDeletedInBothBrowsers() {
    ada.create("Files", "python", "Ada");
    bob.join(ada.candidateLink(), "Bob");
    make(ada, "util.py");
    ada.page().keyboard().type("def f():");
    ada.awaitSaved();
    assertThat(tab(bob, "util.py")).hasAttribute("aria-selected", "false");
    // Bob's own history lives on in the file he leaves.
    bob.goTo(0);
    bob.page().keyboard().type("# bob");
    bob.awaitSaved();
    tab(bob, "util.py").click();
    assertThat(bob.editor()).containsText("def f():");
    bob.goTo(0);
    bob.page().keyboard().type(" pass");
    tab(bob, "main.py").click();
    bob.key("Control+z");
    assertThat(bob.editor()).not().containsText("# bob");
    assertThat(ada.editor()).containsText("def f(): pass");

    menu(bob);
    bob.shoot("room-files");
    bob.page().getByLabel("Rename util.py").click();
    bob.page().getByTestId("rename-input").fill("lib/tools.js");
    bob.key("Enter");
    assertThat(tab(ada, "lib/tools.js")).hasAttribute("aria-selected", "true");
    assertThat(ada.page().getByTestId("language")).hasValue("javascript");
    ada.editor().focus();
    ada.page().keyboard().type("// renamed ");
    ada.awaitSaved();
    bob.key("Escape");
    tab(bob, "lib/tools.js").click();
    assertThat(bob.editor()).containsText("// renamed");

    menu(bob);
    bob.page().getByLabel("Delete lib/tools.js").click();
    assertThat(bob.page().getByTestId("delete-dialog")).isVisible();
    bob.page().getByTestId("delete-confirm").click();
    for (Visitor visitor : new Visitor[] {ada, bob}) {
      assertThat(tab(visitor, "lib/tools.js")).hasCount(0);
      assertThat(tab(visitor, "main.py")).hasAttribute("aria-selected", "true");
    }
    assertThat(toast(ada, "Bob deleted lib/tools.js")).isVisible();
    noFaults(ada, bob);
  }

  @Test
  void everythingIsWithinReachOfTheKeyboard() {
    ada.create("Keys", "python", "Ada");
    make(ada, "a.py");
    make(ada, "b.py");
    tab(ada, "b.py").focus();
    ada.key("ArrowLeft");
    assertThat(tab(ada, "a.py")).isFocused();
    assertThat(tab(ada, "a.py")).hasAttribute("aria-selected", "true");
    ada.key("Delete");
    assertThat(ada.page().getByTestId("delete-dialog")).isVisible();
    ada.key("Escape");
    ada.key("Home");
    assertThat(tab(ada, "main.py")).isFocused();
    ada.page().getByTestId("files").focus();
    ada.key("Enter");
    ada.key("Tab");
    assertThat(ada.page().locator(".room-file-list .menu-item").first()).isFocused();
    ada.key("Escape");
    assertThat(ada.page().getByTestId("files")).isFocused();
    noFaults(ada);
  }

  /** A name that was refused was gone, and so was the menu: all of it had to be typed again. */
  @Test
  void aNameThatCannotBeStaysWithTheReasonBesideIt() {
    ada.create("Names", "python", "Ada");
    menu(ada);
    Locator field = ada.page().getByTestId("new-file");
    Locator reason = ada.page().locator(".room-file-name .field-error");
    for (String name :
        List.of("../x", "a\\b", "CON", "x".repeat(300), "\ud83d\ude00.py", "main.py", "a//b")) {
      field.fill(name);
      ada.key("Enter");
      assertThat(reason).containsText(Pattern.compile("\\w+ .+\\.$"));
      assertThat(field).hasValue(name);
      assertThat(field).isFocused();
    }
    field.fill("lib/x.py");
    assertThat(reason).isEmpty();
    ada.key("Enter");
    assertThat(tab(ada, "lib/x.py")).hasAttribute("aria-selected", "true");
    assertThat(ada.editor()).isFocused();
    assertThat(ada.page().locator(".toast")).hasCount(0);
    noFaults(ada);
  }

  @Test
  void theKeyboardAloneMakesRenamesAndDeletesAFile() {
    ada.create("Hands off the mouse", "python", "Ada");
    ada.page().getByTestId("files").focus();
    ada.key("Enter");
    ada.page().getByTestId("new-file").focus();
    ada.page().keyboard().type("a.py");
    ada.key("Enter");
    assertThat(ada.editor()).isFocused();
    ada.page().getByTestId("files").focus();
    ada.key("Enter");
    ada.page().getByLabel("Rename a.py").focus();
    ada.key("Enter");
    assertThat(ada.page().getByTestId("rename-input")).isFocused();
    ada.page().keyboard().type("b.py");
    ada.key("Enter");
    // The focus goes where the field was, not to the top of the page.
    assertThat(ada.page().locator(".room-file .menu-item[aria-label='b.py']")).isFocused();
    ada.page().getByLabel("Delete b.py").focus();
    ada.key("Enter");
    assertThat(ada.page().getByTestId("delete-dialog")).isVisible();
    ada.page().getByTestId("delete-confirm").focus();
    ada.key("Enter");
    assertThat(tab(ada, "b.py")).hasCount(0);
    assertThat(tab(ada, "main.py")).isFocused();
    noFaults(ada);
  }

  @Test
  void filesAreUploadedDroppedAndDownloaded() throws IOException {
    ada.create("Uploads", "python", "Ada");
    bob.join(ada.candidateLink(), "Bob");
    ada.page()
        .getByTestId("upload")
        .setInputFiles(
            new FilePayload[] {
              file("data.txt", "grüße 🙂\n".getBytes(StandardCharsets.UTF_8)),
              file("main.py", "print('second')\n".getBytes(StandardCharsets.UTF_8)),
              file("picture.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1})
            });
    assertThat(tab(bob, "data.txt")).isVisible();
    assertThat(tab(bob, "main-2.py")).isVisible();
    assertThat(
            ada.page()
                .locator(".toast")
                .getByText("2 files came in, 1 was skipped: picture.png (not a text file)."))
        .isVisible();
    tab(bob, "data.txt").click();
    assertThat(bob.editor()).containsText("grüße 🙂");

    ada.page()
        .evaluate(
            """
            () => {
              const dropped = new DataTransfer();
              dropped.items.add(new File(['x = 1\\n'], 'dropped.py'));
              const place = document.querySelector('.cm-content');
              for (const type of ['dragover', 'drop'])
                place.dispatchEvent(
                  new DragEvent(type, { dataTransfer: dropped, bubbles: true, cancelable: true }));
            }
            """);
    assertThat(tab(bob, "dropped.py")).isVisible();

    menu(ada);
    Download download =
        ada.page().waitForDownload(() -> ada.page().getByLabel("Download data.txt").click());
    assertThat(download.suggestedFilename()).isEqualTo("data.txt");
    assertThat(Files.readString(download.path())).isEqualTo("grüße 🙂\n");
    noFaults(ada, bob);
  }

  @Test
  void aZipGoesInAndComesOutByteForByte() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("README.md", utf8("# Grüße 🙂\n"));
    files.put("src/app/main.py", utf8("from app import util\n"));
    files.put("src/app/util.py", utf8("x = 'żółw'\n\n\n"));
    files.put("src/app/__init__.py", utf8(""));
    files.put("tests/test_part10.py", utf8("def test(): pass"));
    files.put("tests/test_part2.py", utf8("\ttab\u2028and line separator\n"));
    files.put("tests/util.py", utf8("y = 2\n"));
    String code = ada.create("Archives", "python", "Ada");
    bob.join(ada.candidateLink(), "Bob");
    ada.page().getByTestId("upload").setInputFiles(file("project.zip", zipped(files)));
    // Seven files are one sentence, for who sent them and for everybody else.
    assertThat(toast(ada, "7 files came in.")).isVisible();
    assertThat(
            toast(bob, "Ada made 7 files: README.md, src/app/main.py, src/app/util.py and 4 more"))
        .isVisible();
    assertThat(bob.page().locator(".toast")).hasCount(1);
    // What has a namesake says where it lives, and by the whole name every one is found.
    assertThat(tab(bob, "README.md")).hasText("README.md");
    assertThat(tab(bob, "src/app/main.py")).hasText("src/app/main.py");
    assertThat(tab(bob, "tests/test_part2.py")).hasText("test_part2.py");

    menu(bob);
    Locator tree = bob.page().getByLabel("Files in the room");
    assertThat(tree.locator(".menu-item"))
        .hasText(
            new String[] {
              "src/app",
              "__init__.py",
              "main.py",
              "util.py",
              "tests",
              "test_part2.py",
              "test_part10.py",
              "util.py",
              "main.py",
              "README.md"
            });
    bob.shoot("room-files-tree");
    bob.shootDark("room-files-tree-dark");
    bob.shootNarrow("room-files-tree-narrow");
    bob.fits();
    Locator tests =
        bob.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("tests"));
    tests.first().click();
    assertThat(tree.locator(".menu-item")).hasCount(7);
    tests.first().click();
    tree.getByText("test_part10.py").click();
    assertThat(bob.editor()).containsText("def test(): pass");

    menu(bob);
    Download download =
        bob.page().waitForDownload(() -> bob.page().getByText("Download all as a zip").click());
    assertThat(download.suggestedFilename()).isEqualTo("parley-" + code + ".zip");
    Map<String, byte[]> out = unzipped(Files.readAllBytes(download.path()));
    files.put("main.py", utf8(rest.text(code)));
    assertThat(out.keySet()).containsExactlyInAnyOrderElementsOf(files.keySet());
    files.forEach((name, bytes) -> assertThat(out.get(name)).as(name).isEqualTo(bytes));

    // The same archive once more changes nothing, and what is no archive is refused in words.
    bob.page().getByTestId("upload").setInputFiles(file("project.zip", zipped(files)));
    assertThat(toast(bob, "The room has all of that already.")).isVisible();
    bob.page().getByTestId("upload").setInputFiles(file("torn.zip", utf8("PK, but torn")));
    assertThat(toast(bob, "torn.zip was not taken: This is no sound ZIP archive.")).isVisible();
    bob.shoot("room-files-torn-zip");
    noFaults(ada);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zipped(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> unzipped(byte[] bytes) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static FilePayload file(String name, byte[] bytes) {
    return new FilePayload(name, "application/octet-stream", bytes);
  }
}
