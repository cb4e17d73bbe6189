package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.container.PoolSettings;
import dev.parley.container.WarmPool;
import dev.parley.container.docker.DockerEngine;
import dev.parley.container.docker.DockerSettings;
import dev.parley.container.docker.Hardening;
import dev.parley.container.docker.ImageScript;
import dev.parley.container.docker.ImageSettings;
import dev.parley.container.docker.Images;
import dev.parley.container.docker.Instance;
import dev.parley.execution.Verdict.Reason;
import dev.parley.language.Language;
import dev.parley.language.LanguageState.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine and the world do to us. */
class EngineFaultsEngineTest {

  @Test
  void aContainerKilledFromOutsideIsSaidSo() throws Exception {
    try (RealEngine real = new RealEngine(0)) {
      Heard heard = new Heard();
      real.start(real.ready("bash"), "echo up; sleep 60", "", heard);
      heard.await("up");
      real.witness.kill(real.witness.containers(real.instance));
      assertThat(heard.verdict().reason()).isEqualTo(Reason.STOPPED);
      assertThat(heard.verdict().message()).contains("from outside");
      real.afterCheck();
    }
  }

  @Test
  void aWaitingContainerKilledFromOutsideIsReplaced() throws Exception {
    try (RealEngine real = new RealEngine(1)) {
      Language bash = real.ready("bash");
      real.awaitWarm(1);
      List<String> first = real.witness.containers(real.instance);
      real.witness.kill(first);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(real.witness.containers(real.instance))
                      .isNotEmpty()
                      .doesNotContainAnyElementsOf(first));
      assertThat(real.run(bash, "echo fine").text()).isEqualTo("fine\r\n");
      real.afterCheck();
    }
  }

  @Test
  void orphansOfAnEarlierStartAreRemovedAndNobodyElses() throws Exception {
    try (RealEngine real = new RealEngine(0)) {
      real.ready("bash");
      String image = "parley/base:trixie";
      Instance orphan = new Instance(UUID.randomUUID().toString(), 1);
      Instance stranger = new Instance(UUID.randomUUID().toString(), 1);
      real.witness.leave(orphan, image);
      real.witness.leave(stranger, image);
      Instance next = new Instance(orphan.folder(), 2);
      DockerSettings settings = DockerSettings.standard(RealEngine.HOST);
      try (DockerEngine engine = engine(settings, next)) {
        assertThat(engine.outage()).isEmpty();
        await()
            .atMost(Duration.ofSeconds(10))
            .untilAsserted(() -> assertThat(real.witness.containers(orphan)).isEmpty());
        assertThat(real.witness.containers(stranger)).hasSize(1);
      }
      try (DockerEngine engine = engine(settings, new Instance(stranger.folder(), 2))) {
        assertThat(engine.outage()).isEmpty();
        await()
            .atMost(Duration.ofSeconds(10))
            .untilAsserted(() -> assertThat(real.witness.containers(stranger)).isEmpty());
      }
    }
  }

  private static DockerEngine engine(DockerSettings settings, Instance instance)
      throws java.io.IOException {
    return new DockerEngine(
        settings,
        Hardening.read(RealEngine.ROOT.resolve("runtimes"), settings),
        instance,
        () -> UUID.randomUUID().toString());
  }

  @Test
  void aPausedEngineIsNoticedWithinTwoSecondsAndComesBack(@TempDir Path folder) throws Exception {
    try (Relay relay = new Relay(folder.resolve("engine.sock"), engineSocket());
        RealEngine real = new RealEngine(1, relay.host())) {
      Language bash = real.ready("bash");
      real.awaitWarm(1);
      relay.freeze();
      Heard heard = new Heard();
      long began = System.nanoTime();
      real.start(bash, "echo never", "", heard);
      assertThat(heard.verdict().reason()).isEqualTo(Reason.ENGINE);
      assertThat(heard.verdict().message()).contains("does not answer");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
      assertThat(real.engine.outage()).isPresent();
      relay.thaw();
      await().atMost(Duration.ofSeconds(10)).until(() -> real.engine.outage().isEmpty());
      assertThat(real.run(bash, "echo back").text()).isEqualTo("back\r\n");
      real.afterCheck();
    }
  }

  @Test
  void anEngineThatGoesAndComesIsUsedAgainAndNothingIsLeft(@TempDir Path folder) throws Exception {
    try (Relay relay = new Relay(folder.resolve("engine.sock"), engineSocket());
        RealEngine real = new RealEngine(1, relay.host())) {
      Language bash = real.ready("bash");
      real.awaitWarm(1);
      Heard heard = new Heard();
      real.start(bash, "echo up; sleep 60", "", heard);
      heard.await("up");
      relay.cut();
      assertThat(heard.verdict().reason()).isEqualTo(Reason.ENGINE);
      assertThat(real.engine.outage()).isPresent();
      assertThat(real.images.of("bash").stage()).isEqualTo(Stage.WAITING);
      relay.open();
      await().atMost(Duration.ofSeconds(10)).until(() -> real.engine.outage().isEmpty());
      assertThat(real.run(bash, "echo back").text()).isEqualTo("back\r\n");
      real.afterCheck();
    }
  }

  private static Path engineSocket() {
    assertThat(RealEngine.HOST).as("these tests relay a unix socket").startsWith("unix://");
    return Path.of(RealEngine.HOST.substring("unix://".length()));
  }

  @Test
  void withoutAnEngineRunIsRefusedInWords(@TempDir Path folder) throws Exception {
    DockerSettings settings = DockerSettings.standard("unix://" + folder.resolve("no-engine.sock"));
    long began = System.nanoTime();
    try (RealLanguages real = new RealLanguages(settings)) {
      Admission admission = real.submit();
      assertThat(admission).isInstanceOf(Admission.Refused.class);
      Admission.Refused refused = (Admission.Refused) admission;
      assertThat(refused.reason()).isEqualTo(Admission.Reason.ENGINE_UNAVAILABLE);
      assertThat(refused.retryable()).isTrue();
      assertThat(refused.message()).contains("does not answer");
      assertThat(real.images.of("python").stage()).isEqualTo(Stage.WAITING);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
  }

  /** The execution side on an engine that need not be there. */
  private static final class RealLanguages implements AutoCloseable {

    final dev.parley.language.Languages languages =
        dev.parley.language.RuntimeFolder.read(RealEngine.ROOT.resolve("runtimes"));
    final DockerEngine engine;
    final WarmPool pool;
    final Images images;
    final ExecutionQueue queue;

    RealLanguages(DockerSettings settings) throws java.io.IOException {
      engine = engine(settings, new Instance(UUID.randomUUID().toString(), 1));
      pool = new WarmPool(engine, PoolSettings.standard(2), System::nanoTime);
      images =
          new Images(
              languages,
              engine,
              new ImageScript(RealEngine.ROOT),
              ImageSettings.NONE,
              pool::stock,
              System::nanoTime);
      images.start();
      queue =
          new ExecutionQueue(
              pool, images, ExecutionSettings.standard(2, 16L << 30), System::nanoTime);
    }

    Admission submit() {
      Language python = languages.find("python").orElseThrow();
      return queue.submit(
          new ExecutionRequest(
              "run",
              new Owner("owner", 1),
              python,
              python.limits(),
              Map.of(python.file(), ""),
              python.file(),
              List.of(),
              new Stdin("", false),
              Optional.empty()),
          new Heard());
    }

    @Override
    public void close() {
      queue.close();
      images.close();
      pool.close();
      engine.close();
    }
  }
}
