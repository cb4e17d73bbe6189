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
import dev.parley.container.docker.Witness;
import dev.parley.language.Language;
import dev.parley.language.LanguageState.Stage;
import dev.parley.language.Languages;
import dev.parley.language.RuntimeFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole execution side on the machine's engine, as the server wires it. */
final class RealEngine implements AutoCloseable {

  static final Path ROOT = Path.of(System.getProperty("parley.root", ".."));
  static final String HOST =
      Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");

  /** Another container runtime than the engine's own, such as runsc. */
  static final Optional<String> RUNTIME =
      Optional.ofNullable(System.getenv("PARLEY_RUNTIME")).filter(name -> !name.isBlank());

  /** Begins the name of whoever runs something; no program may ever learn it. */
  static final String OWNER = "room-of-";

  private static final AtomicInteger RUNS = new AtomicInteger();

  final Languages languages = RuntimeFolder.read(ROOT.resolve("runtimes"));
  final Instance instance = new Instance(UUID.randomUUID().toString(), 1);
  final DockerEngine engine;
  final WarmPool pool;
  final ExecutionQueue queue;
  final Images images;
  final Witness witness;

  /**
   * @param warm containers kept per language
   */
  RealEngine(int warm) throws IOException {
    this(warm, HOST);
  }

  /**
   * @param slots runs at the same time; the others wait
   */
  RealEngine(int warm, int slots, int queue) throws IOException {
    this(warm, HOST, bounds(slots, queue));
  }

  /**
   * @param host where the server looks for the engine; the witness always looks at the real one
   */
  RealEngine(int warm, String host) throws IOException {
    this(warm, host, ExecutionSettings.standard(2, 16L << 30));
  }

  private RealEngine(int warm, String host, ExecutionSettings bounds) throws IOException {
    DockerSettings settings = DockerSettings.standard(host).withRuntime(RUNTIME);
    engine =
        new DockerEngine(
            settings,
            Hardening.read(ROOT.resolve("runtimes"), settings),
            instance,
            () -> UUID.randomUUID().toString());
    // On a busy machine its first answer may take longer than a server would wait for it.
    await()
        .alias("These tests need a container engine: run ./test.sh, or scripts/engine.sh first")
        .atMost(Duration.ofSeconds(30))
        .until(() -> engine.outage().isEmpty());
    witness = new Witness(HOST);
    pool =
        new WarmPool(
            engine,
            new PoolSettings(
                warm, Map.of(), warm, 12, 2, Duration.ofMinutes(30), Duration.ofMinutes(10)),
            System::nanoTime);
    images =
        new Images(
            languages,
            engine,
            new ImageScript(ROOT),
            ImageSettings.NONE,
            pool::stock,
            System::nanoTime);
    images.start();
    queue = new ExecutionQueue(pool, images, bounds, System::nanoTime);
  }

  private static ExecutionSettings bounds(int slots, int queue) {
    ExecutionSettings s = ExecutionSettings.standard(2, 16L << 30);
    return new ExecutionSettings(
        slots,
        queue,
        s.files(),
        s.source(),
        s.arguments(),
        s.input(),
        s.output(),
        s.start(),
        s.grace(),
        s.kill(),
        s.surrender(),
        s.closing());
  }

  /** The language, once its image is found; without one the test fails and says what to do. */
  Language ready(String id) {
    await().atMost(Duration.ofSeconds(30)).until(() -> images.of(id).stage() != Stage.WAITING);
    assertThat(images.of(id).stage())
        .as(
            "The image of %s is missing: run ./test.sh, or scripts/images.sh --build %s first",
            id, id)
        .isEqualTo(Stage.READY);
    return languages.find(id).orElseThrow();
  }

  /** Waits until every shelf is full, so that the next run is a warm one. */
  void awaitWarm(int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> pool.numbers().idle() >= count && pool.numbers().building() == 0);
  }

  Execution start(Language language, String source, String stdin, Heard heard) {
    return start(language, source, stdin, Optional.of(Window.STANDARD), heard);
  }

  Execution start(
      Language language, String source, String stdin, Optional<Window> window, Heard heard) {
    return start(language, Map.of(language.file(), source), stdin, window, heard);
  }

  Execution start(
      Language language,
      Map<String, String> files,
      String stdin,
      Optional<Window> window,
      Heard heard) {
    String id = "test-" + RUNS.incrementAndGet();
    Admission admission =
        queue.submit(
            new ExecutionRequest(
                id,
                new Owner(OWNER + id, 1),
                language,
                language.limits(),
                files,
                language.file(),
                List.of(),
                new Stdin(stdin, window.isPresent()),
                window),
            heard);
    assertThat(admission).isInstanceOf(Admission.Accepted.class);
    return ((Admission.Accepted) admission).execution();
  }

  /** Runs to the end on a terminal. */
  Heard run(Language language, String source) throws Exception {
    return run(language, source, "");
  }

  Heard run(Language language, String source, String stdin) throws Exception {
    Heard heard = new Heard();
    start(language, source, stdin, heard);
    heard.verdict();
    return heard;
  }

  /** The same language with another wall limit. */
  static Language within(Language language, Duration wall) {
    return within(language, wall, language.limits().idle(), language.limits().cpu());
  }

  /** The same language with other limits of time. */
  static Language within(Language language, Duration wall, Duration idle, Duration cpu) {
    return language.within(language.limits().withTimes(wall, idle, cpu));
  }

  /** After every test: slots free, no container but the pool's own and the waiting anchors. */
  void afterCheck() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(queue.load().running()).isZero();
              assertThat(pool.numbers().inUse()).isZero();
              assertThat(pool.numbers().building()).isZero();
              assertThat(witness.containers(instance))
                  .hasSize(pool.numbers().idle() + engine.anchors());
            });
  }

  @Override
  public void close() throws IOException {
    queue.close();
    images.close();
    pool.close();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(witness.containers(instance)).hasSize(engine.anchors()));
    engine.close();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(witness.containers(instance)).isEmpty());
    witness.close();
  }
}
