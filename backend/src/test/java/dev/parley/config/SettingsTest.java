package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final long MEMORY = 8L << 30;

  private static Settings read(Map<String, String> variables) {
    return Settings.read(variables, 2, MEMORY);
  }

  @Test
  void withoutAnythingSaidItListensToThisMachineOnly() {
    Settings settings = read(Map.of("PATH", "/bin"));
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.bind()).isEqualTo("127.0.0.1");
    assertThat(settings.data()).isEqualTo(Path.of("data"));
    assertThat(settings.storage().powerSafe()).isFalse();
    assertThat(settings.secret()).isEmpty();
  }

  @Test
  void whatIsKeptIsHeard() {
    UpkeepSettings upkeep = read(Map.of()).upkeep();
    assertThat(upkeep.retention()).isEqualTo(Duration.ofDays(30));
    assertThat(upkeep.backups()).isEmpty();
    assertThat(upkeep.checked()).isEqualTo(100);
    upkeep =
        read(Map.of(
                "PARLEY_RETENTION", "0",
                "PARLEY_BACKUPS", "/var/backups/parley",
                "PARLEY_BACKUPS_KEPT", "7",
                "PARLEY_CHECKED_ROOMS", "5"))
            .upkeep();
    assertThat(upkeep.retention()).isZero();
    assertThat(upkeep.backups()).hasValue(Path.of("/var/backups/parley"));
    assertThat(upkeep.kept()).isEqualTo(7);
    assertThat(upkeep.checked()).isEqualTo(5);
  }

  @Test
  void everySettingIsHeard() {
    Settings settings =
        read(
            Map.of(
                "PARLEY_PORT", "9",
                "PARLEY_BIND", "0.0.0.0",
                "PARLEY_DATA", "/var/parley",
                "PARLEY_DURABILITY", "power",
                "PARLEY_SECRET", "s".repeat(32),
                "PARLEY_ORIGINS", "https://a.example, https://b.example",
                "PARLEY_LANGUAGES", "python,bash",
                "PARLEY_SLOTS", "3",
                "PARLEY_RUNTIME", "runsc",
                "PARLEY_ENGINE", "tcp://127.0.0.1:2375"));
    assertThat(settings.room().files()).isEqualTo(64);
    assertThat(settings.room().document().maxLength()).isEqualTo(256 * 1024);
    assertThat(settings.port()).isEqualTo(9);
    assertThat(settings.bind()).isEqualTo("0.0.0.0");
    assertThat(settings.data()).isEqualTo(Path.of("/var/parley"));
    assertThat(settings.storage().powerSafe()).isTrue();
    assertThat(settings.secret()).hasValue("s".repeat(32));
    assertThat(settings.socketIo().access().origins().alsoAllowed())
        .isEqualTo(Set.of("https://a.example", "https://b.example"));
    assertThat(settings.languages()).isEqualTo(Set.of("python", "bash"));
    assertThat(settings.execution().slots()).isEqualTo(3);
    assertThat(settings.docker().runtime()).hasValue("runsc");
    assertThat(settings.docker().host()).isEqualTo("tcp://127.0.0.1:2375");
  }

  /** The scripts asked the one engine, and the server another. */
  @Test
  void theEngineIsWhereTheDockerCommandLooksForIt() {
    assertThat(read(Map.of()).docker().host()).isEqualTo("unix:///var/run/docker.sock");
    assertThat(read(Map.of("DOCKER_HOST", "unix:///run/user/1/docker.sock")).docker().host())
        .isEqualTo("unix:///run/user/1/docker.sock");
    assertThat(
            read(Map.of("DOCKER_HOST", "unix:///a", "PARLEY_ENGINE", "unix:///b")).docker().host())
        .isEqualTo("unix:///b");
  }

  @Test
  void theBoundsOfFilesHoldEverywhere() {
    Settings settings = read(Map.of("PARLEY_FILES", "100", "PARLEY_FILE_LENGTH", "2000"));
    assertThat(settings.room().files()).isEqualTo(100);
    assertThat(settings.room().document().maxLength()).isEqualTo(2000);
    assertThat(settings.room().text()).isEqualTo(8000);
    assertThat(settings.api().archive().files()).isEqualTo(100);
    assertThat(settings.api().archive().fileUnits()).isEqualTo(2000);
    assertThat(settings.execution().files()).isEqualTo(100);
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "PARLEY_PORT", "70000",
                        "PARLEY_DURABILITY", "maybe",
                        "PARLEY_SECRET", "short",
                        "PARLEY_ORIGINS", "example.org/path",
                        "PARLEY_PROT", "80")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("PARLEY_PORT")
        .hasMessageContaining("PARLEY_DURABILITY")
        .hasMessageContaining("PARLEY_SECRET")
        .hasMessageContaining("PARLEY_ORIGINS")
        .hasMessageContaining("PARLEY_PROT is no setting");
  }

  @Test
  void theExampleNamesExactlyTheSettingsThereAre() throws IOException {
    Map<String, String> named = new TreeMap<>();
    for (String line :
        Files.readAllLines(Path.of(System.getProperty("parley.root"), ".env.example"))) {
      if (line.startsWith("#PARLEY_")) {
        named.put(line.substring(1, line.indexOf('=')), "");
      }
    }
    assertThat(named).hasSizeGreaterThan(8);
    // An empty value counts as not given; an unknown name would stop this.
    assertThat(read(named).port()).isEqualTo(8080);
  }
}
