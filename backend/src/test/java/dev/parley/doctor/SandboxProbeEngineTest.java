package dev.parley.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.container.docker.DockerEngine;
import dev.parley.container.docker.DockerSettings;
import dev.parley.container.docker.Hardening;
import dev.parley.container.docker.ImageScript;
import dev.parley.container.docker.ImageSettings;
import dev.parley.container.docker.Images;
import dev.parley.container.docker.Instance;
import dev.parley.container.docker.WeakHardening;
import dev.parley.container.docker.WeakHardening.Hole;
import dev.parley.language.Language;
import dev.parley.language.LanguageState;
import dev.parley.language.LanguageState.Stage;
import dev.parley.language.LanguageStates;
import dev.parley.language.Languages;
import dev.parley.language.RuntimeFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sandbox as it should be passes every check; one with a hole fails the check that is there for
 * it. So there is no check that cannot fail.
 */
class SandboxProbeEngineTest {

  private static final Path ROOT = Path.of(System.getProperty("parley.root", ".."));
  private static final Path RUNTIMES = ROOT.resolve("runtimes");
  private static final DockerSettings SETTINGS =
      DockerSettings.standard(
          Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock"));
  private static final Languages LANGUAGES = RuntimeFolder.read(RUNTIMES);

  private final List<Language> opened = new ArrayList<>();

  /** An engine with its images, whose sandboxes are as hard as one says. */
  private record Machine(DockerEngine engine, Images images) implements AutoCloseable {

    static Machine with(Hardening hardening) {
      DockerEngine engine =
          new DockerEngine(
              SETTINGS,
              hardening,
              new Instance(UUID.randomUUID().toString(), 1),
              () -> UUID.randomUUID().toString());
      return new Machine(
          engine,
          new Images(
              LANGUAGES,
              engine,
              new ImageScript(ROOT),
              ImageSettings.NONE,
              language -> {},
              System::nanoTime));
    }

    Language language(String id) throws Exception {
      assertThat(engine.outage())
          .as("These tests need a container engine: run ./test.sh, or scripts/engine.sh first")
          .isEmpty();
      Language language = LANGUAGES.find(id).orElseThrow();
      assertThat(images.present())
          .as("images are missing: run ./test.sh, or scripts/images.sh --build %s first", id)
          .contains(language);
      return language;
    }

    @Override
    public void close() {
      images.close();
      engine.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "javascript", "java", "cpp", "bash"})
  void asItShouldBeEveryLimitBites(String id) throws Exception {
    try (Machine machine = Machine.with(Hardening.read(RUNTIMES, SETTINGS))) {
      List<Finding> findings =
          new SandboxProbe(machine.engine(), false).examine(machine.language(id));
      assertThat(findings.stream().filter(Finding::isWrong).toList()).isEmpty();
      assertThat(findings).extracting(Finding::check).doesNotHaveDuplicates().hasSize(18);
    }
  }

  @ParameterizedTest
  @EnumSource(Hole.class)
  void everyHoleIsFound(Hole hole) throws Exception {
    try (Machine machine = weak(hole)) {
      List<Finding> findings =
          new SandboxProbe(machine.engine(), false).examine(machine.language("bash"));
      assertThat(findings.stream().filter(Finding::isWrong).map(Finding::check).toList())
          .contains(hole.check());
      assertThat(findings.stream().filter(Finding::isWrong).map(Finding::remedy).toList())
          .allMatch(remedy -> !remedy.isBlank());
    }
  }

  @Test
  void aProgramThatIsNotEndedInTimeIsFound() throws Exception {
    try (Machine machine = Machine.with(Hardening.read(RUNTIMES, SETTINGS))) {
      List<Finding> findings =
          new SandboxProbe(machine.engine(), false, Duration.ofMinutes(10), Duration.ofSeconds(2))
              .examine(machine.language("bash"));
      assertThat(findings.stream().filter(Finding::isWrong).map(Finding::check).toList())
          .containsExactly("time limit");
    }
  }

  @Test
  void aPublicServerDoesNotStartOnAMachineThatDoesNotHold() throws Exception {
    try (Machine machine = weak(Hole.NETWORK)) {
      Gate gate = new Gate(new SandboxProbe(machine.engine(), false), opened::add);
      Language bash = machine.language("bash");
      assertThatThrownBy(() -> gate.refuseUnsafe(List.of(bash)))
          .isInstanceOf(UnfitMachine.class)
          .hasMessageContaining("network")
          .hasMessageContaining("PARLEY_PROBE=never");
    }
  }

  @Test
  void aLanguageThatComesLaterStaysShutUntilItHasProvenItself() throws Exception {
    try (Machine machine = weak(Hole.CAPABILITIES)) {
      Gate gate = new Gate(new SandboxProbe(machine.engine(), false), opened::add);
      Language bash = machine.language("bash");
      LanguageStates states = gate.over(new AllReady());
      assertThat(states.of("bash").stage()).isEqualTo(Stage.WAITING);
      gate.accept(bash);
      assertThat(opened).isEmpty();
      assertThat(states.of("bash").stage()).isEqualTo(Stage.FAILED);
      assertThat(states.of("bash").message()).contains("capabilities");
    }
    try (Machine machine = Machine.with(Hardening.read(RUNTIMES, SETTINGS))) {
      Gate gate = new Gate(new SandboxProbe(machine.engine(), false), opened::add);
      gate.accept(machine.language("bash"));
      assertThat(opened).extracting(Language::id).containsExactly("bash");
      assertThat(gate.over(new AllReady()).of("bash").stage()).isEqualTo(Stage.READY);
    }
  }

  private static Machine weak(Hole hole) throws IOException {
    return Machine.with(WeakHardening.read(RUNTIMES, SETTINGS, hole));
  }

  /** Every image is there. */
  private static final class AllReady implements LanguageStates {

    @Override
    public List<LanguageState> all() {
      return LANGUAGES.all().stream().map(language -> of(language.id())).toList();
    }

    @Override
    public LanguageState of(String id) {
      return new LanguageState(id, Stage.READY, "ready");
    }

    @Override
    public LanguageState want(String id) {
      return of(id);
    }
  }
}
