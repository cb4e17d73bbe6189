package dev.parley.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFolderTest {

  private static final String GOOD =
      """
      {"id": "ID", "name": "Name", "version": "1", "aliases": ["alias-ID"], "file": "main.x",
       "extensions": ["x"], "highlight": "x", "order": 3, "cold": ["y"], "run": ["x", "{file}"],
       "env": {"A": "b"},
       "limits": {"wall": "60s", "compile": "250ms", "memory": "256MiB", "processes": 64,
         "files": 256, "file_size": "16MiB", "work": "64MiB", "tmp": "32KiB", "output": "1GiB"}}
      """;

  @TempDir private Path runtimes;

  private void write(String id, String json) throws IOException {
    Path folder = Files.createDirectories(runtimes.resolve(id));
    Files.writeString(folder.resolve("runtime.json"), json.replace("ID", id));
    Files.writeString(folder.resolve("starter.x"), "hello");
  }

  private List<String> faults() {
    return catchThrowableOfType(InvalidRuntimes.class, () -> RuntimeFolder.read(runtimes)).faults();
  }

  @Test
  void aFolderIsALanguage() throws IOException {
    write("one", GOOD);
    Files.createDirectories(runtimes.resolve("box"));
    Language language = RuntimeFolder.read(runtimes).find("Alias-One").orElseThrow();
    assertThat(language.id()).isEqualTo("one");
    assertThat(language.commands().run()).containsExactly("x", "{file}");
    assertThat(language.commands().cold()).containsExactly("y");
    assertThat(language.commands().warm()).isEmpty();
    assertThat(language.environment()).containsEntry("A", "b");
    assertThat(language.starter()).isEqualTo("hello");
    assertThat(language.limits().compile()).isEqualTo(Duration.ofMillis(250));
    assertThat(language.limits().idle()).as("what most have").isEqualTo(Duration.ofMinutes(2));
    assertThat(language.limits().cpu()).isEqualTo(Duration.ofSeconds(30));
    assertThat(language.limits().inodes()).isEqualTo(4096);
    assertThat(language.limits().temporary()).isEqualTo(32 << 10);
    assertThat(language.limits().output()).isEqualTo(1L << 30);
  }

  @Test
  void theLanguagesOfTheRepositoryAreWithoutFault() {
    Languages languages =
        RuntimeFolder.read(Path.of(System.getProperty("parley.root", "..")).resolve("runtimes"));
    assertThat(languages.all())
        .extracting(Language::id)
        .contains("python", "javascript", "java", "cpp", "bash");
    assertThat(languages.all().getFirst().id()).isEqualTo("python");
  }

  @Test
  void everyFaultIsToldAtOnceAndNamesItsFile() throws IOException {
    write("one", GOOD.replace("\"order\": 3", "\"order\": \"3\", \"colour\": \"red\""));
    write("two", GOOD.replace("60s", "60").replace("\"1GiB\"", "1024").replace("\"b\"", "7"));
    write("three", "{");
    write("four", GOOD.replace("[\"x\", \"{file}\"]", "[]").replace("main.x", "../main.x"));
    write("five", GOOD.replace("alias-ID", "alias-one"));
    assertThat(faults())
        .contains(
            "one/runtime.json has an unknown key, colour",
            "one/runtime.json needs order, a whole number from 0 to 1000",
            "two/runtime.json: limits needs wall, a time with its unit such as \"10s\"",
            "two/runtime.json: limits needs output, a size with its unit such as \"64MiB\"",
            "two/runtime.json has env.A, which is not a text",
            "four/runtime.json needs run, a command")
        .anyMatch(fault -> fault.startsWith("three/runtime.json is not JSON"))
        .anyMatch(fault -> fault.startsWith("four/runtime.json needs file"))
        .anyMatch(fault -> fault.startsWith("alias-one names both"));
    assertThatThrownBy(() -> RuntimeFolder.read(runtimes)).hasMessageContaining("colour");
  }

  @Test
  void aFolderOfAnotherNameOrWithoutAStarterIsAFault() throws IOException {
    write("one", GOOD.replace("\"id\": \"ID\"", "\"id\": \"two\""));
    Files.delete(runtimes.resolve("one/starter.x"));
    assertThat(faults())
        .contains("one/runtime.json needs a starter program in starter.x")
        .anyMatch(fault -> fault.contains("that is its folder's name"));
  }

  @Test
  void aKeyTwiceIsAFault() throws IOException {
    write("one", GOOD.replace("\"order\": 3", "\"order\": 3, \"order\": 4"));
    assertThat(faults()).singleElement().asString().contains("is not JSON");
  }

  @Test
  void anEmptyOrMissingFolderIsAFault() {
    assertThat(faults()).singleElement().asString().endsWith("holds no language");
    assertThatThrownBy(() -> RuntimeFolder.read(runtimes.resolve("nowhere")))
        .isInstanceOf(InvalidRuntimes.class)
        .hasMessageContaining("cannot be read");
  }
}
