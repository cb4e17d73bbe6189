package dev.parley.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of a file's name. */
class FileNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main.py",
        "a/b.py",
        "a/b/c/d/e/f/g/h.py",
        "Dockerfile",
        "__init__.py",
        "my file, v1.2+3@x=y-z.txt",
        "żółw.py",
        "данные.csv",
        "資料.txt",
        "मेरा.py",
        "שלום.py",
        "com.example",
        "console.log",
        "aux1.py",
        "com10.txt"
      })
  void ordinaryNamesAreTaken(String name) {
    assertThat(FileName.fault(name)).isEmpty();
    assertThat(new FileName(name).path()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "\"\"|needs a name",
        "/etc/passwd|relative",
        "a/|relative",
        "a//b|relative",
        "//host/share|relative",
        "..|no . or ..",
        "../x|no . or ..",
        "a/../x|no . or ..",
        "./x|no . or ..",
        "a/.|no . or ..",
        "a\\b|nothing else",
        "..\\x|nothing else",
        "C:\\x|nothing else",
        "C:x|nothing else",
        "$(id)|nothing else",
        "`id`|nothing else",
        "a;b|nothing else",
        "a'b|nothing else",
        "a*|nothing else",
        "a?|nothing else",
        "<b>|nothing else",
        "a&b|nothing else",
        "%2e%2e|nothing else",
        "~|nothing else",
        "a~1|nothing else",
        "-rf|begins with",
        "a/-rf|begins with",
        ".bashrc|begins with",
        ".git/config|begins with",
        "@args|begins with",
        " x|begins with",
        "x.|does not end",
        "x |does not end",
        "a./b|does not end",
        "con|for a device",
        "NUL.txt|for a device",
        "Com1.py|for a device",
        "lpt9.tar.gz|for a device",
        "aux .c|for a device",
        "a/prn|for a device",
        "a/b/c/d/e/f/g/h/i|folders deep"
      })
  void othersAreRefusedWithWords(String name, String words) {
    assertThat(FileName.fault(name))
        .as(name)
        .hasValueSatisfying(f -> assertThat(f).contains(words));
    assertThatIllegalArgumentException().isThrownBy(() -> new FileName(name));
  }

  /** Spelt out, as they would be invisible above. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\rb",
        "a\tb",
        "a\u0000b",
        "a\u001b[31mb",
        "a\u007fb",
        "a\u0085b",
        "a\u00a0b",
        "a\"b",
        "a\u200bb",
        "a\u200fb",
        "a\u202eb",
        "a\u2066b",
        "a\u2028b",
        "a\ufeffb",
        "a\ud800b",
        "a\udc00b",
        "a\uff0fb",
        "a\u2024\u2024b",
        "\u0301x"
      })
  void whatCannotBeSeenIsRefused(String name) {
    assertThat(FileName.fault(name)).isPresent();
  }

  @Test
  void namesAreBounded() {
    assertThat(FileName.fault("x".repeat(150))).isEmpty();
    assertThat(FileName.fault("x".repeat(151))).isPresent();
    assertThat(FileName.fault("x".repeat(99) + "/" + "y".repeat(100))).isEmpty();
    assertThat(FileName.fault("x".repeat(100) + "/" + "y".repeat(100)))
        .contains("A file name has at most 200 bytes.");
    assertThat(FileName.fault("x".repeat(256))).isPresent();
    assertThat(FileName.fault("資".repeat(60))).as("180 bytes in one part").isPresent();
    assertThat(FileName.fault("x".repeat(1_000_000))).isPresent();
  }

  @Test
  void namesAreKeptComposed() {
    assertThat(new FileName("cafe\u0301.py")).isEqualTo(new FileName("caf\u00e9.py"));
    assertThat(new FileName("cafe\u0301.py").path()).isEqualTo("caf\u00e9.py");
  }

  @ParameterizedTest
  @CsvSource({
    "main.py, main.py",
    "main.py, Main.py",
    "CAFÉ.py, café.py",
    "straße.py, STRASSE.py",
    "a, a/b.py",
    "a/b.py, A",
    "a/b/c.py, a/B",
    "src/a.py, Src/b.py",
    "src/In/a.py, src/in/b.py"
  })
  void namesThatSomeSystemTakesForOneClash(String one, String other) {
    assertThat(clash(one, other)).isPresent();
    assertThat(clash(other, one)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "main.py, main.js",
    "a/b.py, b.py",
    "a/b.py, a/c.py",
    "ab, a/b",
    "ab/c, a/c",
    "a.b, a/b"
  })
  void othersDoNot(String one, String other) {
    assertThat(clash(one, other)).isEmpty();
    assertThat(clash(other, one)).isEmpty();
  }

  private static Optional<String> clash(String one, String other) {
    return new FileName(one).clash(new FileName(other));
  }
}
