package dev.parley.targets;

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
import dev.parley.e2e.Server;
import dev.parley.execution.ExecutionListener;
import dev.parley.execution.ExecutionQueue;
import dev.parley.execution.ExecutionRequest;
import dev.parley.execution.ExecutionSettings;
import dev.parley.execution.OutputKind;
import dev.parley.execution.Owner;
import dev.parley.execution.Place;
import dev.parley.execution.Stdin;
import dev.parley.execution.Verdict;
import dev.parley.execution.Window;
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
import java.util.concurrent.CompletableFuture;

/** Queue, pool and engine without a server around them, for what a room cannot be asked. */
final class Workshop implements AutoCloseable {

  private static final String ENGINE = Server.ENGINE;
  private static final long MEMORY = 16L << 30;

  private final Instance instance = new Instance(UUID.randomUUID().toString(), 1);
  private final Witness witness = new Witness(ENGINE);
  private final DockerEngine engine;
  private final WarmPool pool;
  private final Images images;
  private final ExecutionQueue queue;
  private final Languages languages;

  /** A run as its listener heard it, milliseconds from the submission. */
  record Outcome(double first, double end, boolean warm, Verdict verdict) {}

  /**
   * @param warm how many containers of a language wait once it is stocked
   */
  Workshop(Path root, int warm, int cores) throws IOException {
    DockerSettings settings = DockerSettings.standard(ENGINE);
    languages = RuntimeFolder.read(root.resolve("runtimes"));
    engine =
        new DockerEngine(
            settings,
            Hardening.read(root.resolve("runtimes"), settings),
            instance,
            () -> UUID.randomUUID().toString());
    pool =
        new WarmPool(
            engine,
            new PoolSettings(
                warm,
                Map.of(),
                warm,
                Math.max(1, warm),
                cores,
                Duration.ofHours(1),
                Duration.ofHours(1)),
            System::nanoTime);
    images =
        new Images(
            languages,
            engine,
            new ImageScript(root),
            ImageSettings.NONE,
            language -> {},
            System::nanoTime);
    images.start();
    queue =
        new ExecutionQueue(
            pool, images, ExecutionSettings.standard(cores, MEMORY), System::nanoTime);
  }

  Language language(String id) throws InterruptedException {
    while (images.of(id).stage() == Stage.WAITING) {
      Thread.sleep(50);
    }
    return languages.find(id).orElseThrow();
  }

  /** Fills the shelf of a language and waits until it is full. */
  void stock(Language language, int count) throws InterruptedException {
    pool.stock(language);
    while (pool.numbers().idle() < count) {
      Thread.sleep(50);
    }
  }

  /** The containers that wait. */
  List<String> containers() {
    return witness.containers(instance);
  }

  int idle() {
    return pool.numbers().idle();
  }

  CompletableFuture<Outcome> submit(Language language, String text) {
    CompletableFuture<Outcome> done = new CompletableFuture<>();
    String id = UUID.randomUUID().toString();
    long began = System.nanoTime();
    queue.submit(
        new ExecutionRequest(
            id,
            new Owner(id, 1),
            language,
            language.limits(),
            Map.of(language.file(), text),
            language.file(),
            List.of(),
            new Stdin("", true),
            Optional.of(Window.STANDARD)),
        new ExecutionListener() {
          private double first;
          private boolean fromPool;

          @Override
          public void queued(Place place) {}

          @Override
          public void waiting(boolean forInput) {}

          @Override
          public void started(Duration waited, boolean warm) {
            fromPool = warm;
          }

          @Override
          public void output(OutputKind kind, String printed) {
            first = first == 0 ? (System.nanoTime() - began) / 1e6 : first;
          }

          @Override
          public void finished(Verdict verdict) {
            done.complete(new Outcome(first, (System.nanoTime() - began) / 1e6, fromPool, verdict));
          }
        });
    return done;
  }

  @Override
  public void close() throws IOException {
    queue.close();
    images.close();
    pool.close();
    engine.close();
    witness.close();
  }
}
