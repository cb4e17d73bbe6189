package dev.parley;

import dev.parley.api.RestServer;
import dev.parley.api.Sandboxes;
import dev.parley.auth.AuthSettings;
import dev.parley.auth.GuessLimit;
import dev.parley.auth.Tokens;
import dev.parley.config.Settings;
import dev.parley.container.EngineException;
import dev.parley.container.PoolNumbers;
import dev.parley.container.WarmPool;
import dev.parley.container.docker.DockerEngine;
import dev.parley.container.docker.Hardening;
import dev.parley.container.docker.ImageScript;
import dev.parley.container.docker.Images;
import dev.parley.container.docker.Instance;
import dev.parley.doctor.Gate;
import dev.parley.doctor.SandboxProbe;
import dev.parley.doctor.UnfitMachine;
import dev.parley.execution.Admission;
import dev.parley.execution.ExecutionListener;
import dev.parley.execution.ExecutionQueue;
import dev.parley.execution.ExecutionRequest;
import dev.parley.execution.Executions;
import dev.parley.failpoint.Failpoints;
import dev.parley.language.Language;
import dev.parley.language.LanguageStates;
import dev.parley.language.Languages;
import dev.parley.language.RuntimeFolder;
import dev.parley.room.Rooms;
import dev.parley.room.Runs;
import dev.parley.session.Identity;
import dev.parley.socket.SocketGateway;
import dev.parley.storage.Storage;
import dev.parley.web.PublicPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole server, built by hand: every part, leaves first, and the way they fit together. Closing
 * goes the same way back, so that whoever still waits for an answer gets one.
 */
public final class App implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(App.class);
  private static final int GUESSES = 20;
  private static final Duration GUESS_WINDOW = Duration.ofMinutes(1);
  private static final Duration TOKEN_LIFETIME = Duration.ofDays(1);

  private interface Part extends AutoCloseable {
    @Override
    void close();
  }

  /** Rooms send their runs, and what they will want to run, to the queue. */
  private record QueueRuns(ExecutionQueue queue) implements Runs {

    @Override
    public Admission submit(ExecutionRequest request, ExecutionListener listener) {
      return queue.submit(request, listener);
    }

    @Override
    public void prepare(Language language) {
      queue.prepare(language);
    }
  }

  /** What the pool and the engine hold, for whoever asks by REST. */
  private record Held(WarmPool pool, DockerEngine engine) implements Sandboxes {

    @Override
    public Count all() {
      return count(pool.numbers());
    }

    @Override
    public Count of(String language) {
      return count(pool.numbers(language));
    }

    @Override
    public int anchors() {
      return engine.anchors();
    }

    private static Count count(PoolNumbers n) {
      return new Count(n.idle(), n.building(), n.inUse(), n.waiting());
    }
  }

  private final Deque<Part> parts = new ArrayDeque<>();
  private PublicPort port;

  private App() {}

  private void build(Settings settings, Failpoints failpoints) throws IOException {
    Clock clock = Clock.systemUTC();
    Identity identity = new Identity(new SecureRandom());

    Storage storage = Storage.open(settings.storage(), failpoints);
    parts.push(storage::close);
    Tokens tokens = new Tokens(new AuthSettings(secret(settings, identity), TOKEN_LIFETIME), clock);
    GuessLimit guesses = new GuessLimit(GUESSES, GUESS_WINDOW, System::nanoTime);
    Languages languages = languages(settings);

    DockerEngine engine =
        new DockerEngine(
            settings.docker(),
            Hardening.read(settings.home().resolve("runtimes"), settings.docker()),
            Instance.open(settings.data(), identity::shortId),
            identity::shortId);
    parts.push(engine::close);
    WarmPool pool = new WarmPool(engine, settings.pool(), System::nanoTime);
    parts.push(pool::close);
    Gate gate = new Gate(new SandboxProbe(engine, settings.docker().hasOwnKernel()), pool::stock);
    Images images =
        new Images(
            languages,
            engine,
            new ImageScript(settings.home()),
            settings.images(),
            settings.prove() ? gate : pool::stock,
            System::nanoTime);
    parts.push(images::close);
    refuseUnfit(settings, engine, images, gate);
    LanguageStates states = settings.prove() ? gate.over(images) : images;
    ExecutionQueue queue = new ExecutionQueue(pool, states, settings.execution(), System::nanoTime);

    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("timer").factory());
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    parts.push(threads::close);
    parts.push(timer::shutdownNow);
    Rooms rooms =
        new Rooms(
            settings.room(),
            storage.sessions(),
            storage.journal(),
            languages,
            new QueueRuns(queue),
            identity,
            clock,
            failpoints,
            threads,
            timer);

    Upkeep upkeep = new Upkeep(settings.upkeep(), storage, rooms, clock);
    parts.push(upkeep::close);

    RestServer rest =
        new RestServer(
            settings.api(),
            new RestServer.Parts(
                rooms,
                storage.sessions(),
                storage.journal(),
                languages,
                states,
                engine::outage,
                new Held(pool, engine),
                new Executions(
                    queue::submit, settings.executions(), identity::capability, System::nanoTime),
                tokens,
                guesses,
                identity,
                System::nanoTime));
    parts.push(rest::close);
    port =
        PublicPort.open(
            new InetSocketAddress(settings.bind(), settings.port()),
            settings.socketIo(),
            new SocketGateway(rooms, tokens, guesses, settings.socket(), System::nanoTime),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), rest.port()));
    parts.push(port::close);
    // Before the connections go, people are told and their programs' verdicts reach them.
    parts.push(rooms::settle);
    parts.push(queue::close);
    parts.push(rooms::close);
    images.start();
    upkeep.start();
  }

  /**
   * Starts a server.
   *
   * @throws IOException when the data folder cannot be used
   */
  public static App open(Settings settings) throws IOException {
    return open(settings, Failpoints.NONE);
  }

  /**
   * Starts a server that breaks where it is told to.
   *
   * @throws IOException when the data folder cannot be used
   */
  public static App open(Settings settings, Failpoints failpoints) throws IOException {
    App app = new App();
    try {
      app.build(settings, failpoints);
      return app;
    } catch (IOException | RuntimeException e) {
      app.close();
      throw e;
    }
  }

  /** The time by this machine's clock, for commands that run without a server. */
  static Instant now() {
    return Clock.systemUTC().instant();
  }

  /** The public port. */
  public int port() {
    return port.port();
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (RuntimeException e) {
        log.error("a part did not close as it should", e);
      }
    }
  }

  /** What can be found out at once is found out before anybody may connect. */
  private static void refuseUnfit(
      Settings settings, DockerEngine engine, Images images, Gate gate) {
    if (engine.outage().isPresent()) {
      return;
    }
    try {
      Optional<String> missing = engine.missingRuntime();
      if (missing.isPresent()) {
        throw new UnfitMachine(missing.get());
      }
      if (settings.prove()) {
        gate.refuseUnsafe(images.present());
      }
    } catch (EngineException e) {
      log.warn("The container engine could not be looked at yet: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Languages languages(Settings settings) {
    Languages all = RuntimeFolder.read(settings.home().resolve("runtimes"));
    return new Languages(
        all.all().stream()
            .filter(l -> settings.languages().isEmpty() || settings.languages().contains(l.id()))
            .map(l -> l.within(l.limits().within(settings.limits())))
            .toList());
  }

  /** Without a secret of its own a server draws one, and keeps it so that tokens outlive it. */
  private static String secret(Settings settings, Identity identity) throws IOException {
    if (settings.secret().isPresent()) {
      return settings.secret().get();
    }
    Path file = settings.data().resolve("secret");
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, identity.capability() + identity.capability());
    }
    return Files.readString(file).strip();
  }
}
