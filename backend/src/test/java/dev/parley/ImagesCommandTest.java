package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command, with the repository's languages and a script of the test's own. */
class ImagesCommandTest {

  @TempDir private Path home;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void furnish() throws IOException {
    Path runtimes = Path.of(System.getProperty("parley.root", "..")).resolve("runtimes");
    try (Stream<Path> files = Files.walk(runtimes, 2)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().matches("runtime\\.json|starter\\..*")) {
          Path copy = home.resolve("runtimes").resolve(runtimes.relativize(file));
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
    Files.createDirectories(home.resolve("scripts"));
    Files.writeString(
        home.resolve("scripts/images.sh"),
        """
        case $1 in
          --list) echo "go  parley/go:123456789abc  431 MB  1.24.4 at $DOCKER_HOST" ;;
          --build)
            [ "$2" = perl ] && { echo "Building perl failed: no luck."; exit 1; }
            [ "$2" = lua ] && exit 0
            echo "3% fetching packages"; echo "5% fetching packages"; echo "68% preparing the language"
            echo "parley/$2:123456789abc: 81 MB, 5.4.7, in 5 s" ;;
        esac
        """);
  }

  private int run(String... words) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(
        Stream.concat(
                Stream.of("images"),
                Stream.concat(
                    Stream.of(words),
                    Stream.of("--home", home.toString(), "--engine", "unix:///nowhere")))
            .toArray(String[]::new));
  }

  private List<String> said() {
    return out.toString().lines().toList();
  }

  @Test
  void listsWhatTheEngineHas() {
    assertThat(run("list")).isZero();
    assertThat(said())
        .containsExactly("go  parley/go:123456789abc  431 MB  1.24.4 at unix:///nowhere");
  }

  @Test
  void buildsByAnyNameAndSaysHowFarItIs() {
    assertThat(run("build", "golang", "LUA")).isZero();
    assertThat(said())
        .containsExactly(
            "Go: fetching packages (3%)",
            "Go: preparing the language (68%)",
            "parley/go:123456789abc: 81 MB, 5.4.7, in 5 s",
            "Lua is there.");
  }

  @Test
  void withoutANameItIsWhatAServerStartsWith() {
    assertThat(run("build")).isZero();
    assertThat(said()).filteredOn(line -> line.startsWith("parley/")).hasSize(5);
  }

  @Test
  void oneFailureDoesNotKeepTheOthersFromBeingBuilt() {
    assertThat(run("build", "perl", "go")).isEqualTo(1);
    assertThat(said()).contains("Building perl failed: no luck.").anyMatch(l -> l.contains("/go:"));
  }

  @Test
  void anUnknownNameBuildsNothingAndSaysWhatThereIs() {
    assertThat(run("build", "go", "klingon")).isEqualTo(2);
    assertThat(said()).isEmpty();
    assertThat(err.toString()).startsWith("There is no language klingon. There are: python, ");
  }
}
