package dev.parley.container.docker;

import dev.parley.container.EngineException;
import dev.parley.language.Language;
import dev.parley.language.LanguageState;
import dev.parley.language.LanguageState.Stage;
import dev.parley.language.LanguageStates;
import dev.parley.language.Languages;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that languages have their images: looks for them, has those built that the settings
 * name and those that somebody wants, and says how far things are. One thread does it all, one
 * image at a time, and looks again every now and then, because engines and images come and go.
 *
 * <p>What is wanted is an id of a folder this server read at its start, so all that a stranger can
 * bring about is that each of these is built once. What fails rests, longer each time, and then is
 * tried again for the server's own wish or for somebody's.
 */
public final class Images implements LanguageStates, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Images.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(60);
  private static final Pattern AGAIN = Pattern.compile("\\.?( It is tried again within .*)?$");
  private static final String UNKNOWN = "it is not on offer here.";

  private final Languages languages;
  private final DockerEngine engine;
  private final ImageScript script;
  private final ImageSettings settings;
  private final Consumer<Language> ready;
  private final BuildQueue queue;
  private final Map<String, LanguageState> states = new ConcurrentHashMap<>();
  private final Thread thread;

  /**
   * @param ready told, on this object's thread, of each language whose image is there
   * @param nanos the monotonic clock, {@code System::nanoTime}
   */
  public Images(
      Languages languages,
      DockerEngine engine,
      ImageScript script,
      ImageSettings settings,
      Consumer<Language> ready,
      LongSupplier nanos) {
    this.languages = languages;
    this.engine = engine;
    this.script = script;
    this.settings = settings;
    this.ready = ready;
    this.queue = new BuildQueue(settings, nanos);
    languages.all().forEach(l -> set(l, Stage.WAITING, "its image is still to be looked for."));
    this.thread = Thread.ofPlatform().daemon().name("images").unstarted(this::tend);
  }

  /** Begins to look and to build. */
  public void start() {
    thread.start();
  }

  /**
   * The languages whose image is there, asked of the engine now; blocks for as long as it takes.
   */
  public List<Language> present() throws EngineException, InterruptedException {
    List<Language> present = new ArrayList<>();
    if (know()) {
      for (Language language : languages.all()) {
        Optional<String> image = engine.tags().of(language.id());
        if (image.isPresent() && engine.labels(image.get()).isPresent()) {
          present.add(language);
        }
      }
    }
    return present;
  }

  @Override
  public List<LanguageState> all() {
    return languages.all().stream().map(language -> of(language.id())).toList();
  }

  @Override
  public LanguageState of(String id) {
    LanguageState state = states.get(id);
    if (state == null) {
      return new LanguageState(id, Stage.MISSING, UNKNOWN);
    }
    return engine
        .outage()
        .map(outage -> new LanguageState(id, Stage.WAITING, 0, outage, state.version()))
        .orElse(state);
  }

  @Override
  public LanguageState want(String id) {
    LanguageState state = states.get(id);
    if (state != null && settings.onDemand()) {
      boolean absent = state.stage() == Stage.OFFERED || state.stage() == Stage.FAILED;
      if (absent) {
        // Unless the thread took it up in this very moment, and knows better.
        states.replace(id, state, enqueued(state));
      }
    }
    return of(id);
  }

  /** Its turn comes; one that failed a moment ago stays failed until then, for all to read why. */
  private LanguageState enqueued(LanguageState state) {
    Duration rest = queue.add(state.id());
    return rest.isZero()
        ? awaitingItsTurn(state.id())
        : new LanguageState(
            state.id(),
            Stage.FAILED,
            AGAIN.matcher(state.message()).replaceFirst("")
                + ". It is tried again within "
                + rest.plusMillis(999).toSeconds()
                + " s.");
  }

  private static LanguageState awaitingItsTurn(String id) {
    return new LanguageState(id, Stage.WAITING, "its image is waiting to be built.");
  }

  private void tend() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        boolean settled = engine.outage().isEmpty() && know() && look() && build();
        if (settled) {
          queue.await(LATER);
        } else {
          Thread.sleep(SOON);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("No longer looking after images", e);
    }
  }

  private boolean know() throws InterruptedException {
    try {
      if (!engine.tags().areKnown()) {
        engine.tags().set(script.tags(engine.host()));
        languages.all().forEach(l -> set(l, Stage.WAITING, "its image is still to be looked for."));
      }
      return true;
    } catch (IOException e) {
      if (languages.all().stream().noneMatch(l -> states.get(l.id()).stage() == Stage.FAILED)) {
        LOG.warn("The images' names are not known: {}", e.getMessage());
      }
      languages.all().forEach(l -> set(l, Stage.FAILED, "its image has no name; see the log."));
      return false;
    }
  }

  /** Looks at every language; false where the engine failed over it. */
  private boolean look() throws InterruptedException {
    try {
      for (Language language : languages.all()) {
        look(language);
      }
      return true;
    } catch (EngineException e) {
      LOG.warn("Looking after images: {}", e.getMessage());
      return false;
    }
  }

  /** Whether its image is there. */
  private boolean look(Language language) throws EngineException, InterruptedException {
    Optional<String> image = engine.tags().of(language.id());
    Optional<Map<String, String>> labels =
        image.isEmpty() ? Optional.empty() : engine.labels(image.get());
    LanguageState before = states.get(language.id());
    if (labels.isPresent()) {
      Optional<String> version = Optional.ofNullable(labels.get().get("dev.parley.version"));
      states.put(
          language.id(), new LanguageState(language.id(), Stage.READY, 100, "ready", version));
      if (before.stage() != Stage.READY) {
        queue.succeeded(language.id());
        ready.accept(language);
      }
    } else if (before.stage() != Stage.FAILED) {
      states.replace(language.id(), before, absent(language));
    }
    return labels.isPresent();
  }

  private LanguageState absent(Language language) {
    String id = language.id();
    if (settings.isFirst(id)) {
      queue.add(id);
    }
    if (queue.has(id)) {
      return awaitingItsTurn(id);
    }
    return settings.onDemand()
        ? new LanguageState(id, Stage.OFFERED, "its image is built when someone first wants it.")
        : new LanguageState(
            id,
            Stage.MISSING,
            "its image is missing; scripts/images.sh --build " + id + " builds it.");
  }

  /** Builds what waits; false where the engine failed over it. */
  private boolean build() throws InterruptedException {
    try {
      for (Optional<String> next = queue.poll(); next.isPresent(); next = queue.poll()) {
        Language language = languages.find(next.get()).orElseThrow();
        if (!look(language)) {
          build(language);
        }
      }
      return true;
    } catch (EngineException e) {
      LOG.warn("Building images: {}", e.getMessage());
      return false;
    }
  }

  private void build(Language language) throws EngineException, InterruptedException {
    set(language, Stage.BUILDING, "its image is being built.");
    LOG.info("Building the image of {}", language.name());
    String[] last = {""};
    int code;
    try {
      code =
          script.build(
              engine.host(),
              language.id(),
              settings.shares(),
              line -> {
                LOG.debug("{}: {}", language.id(), line);
                last[0] = line;
                BuildProgress.read(line)
                    .ifPresent(p -> states.put(language.id(), building(language, p)));
              });
    } catch (IOException e) {
      LOG.warn("Building the image of {}", language.name(), e);
      code = -1;
    }
    if (!look(language)) {
      LOG.warn("Building the image of {} ended with {}", language.name(), code);
      queue.failed(language.id());
      String reason = last[0].replaceFirst("^Building .* failed: ", "");
      LanguageState failed =
          new LanguageState(language.id(), Stage.FAILED, "its image could not be built: " + reason);
      boolean ours = settings.isFirst(language.id());
      states.put(language.id(), ours ? enqueued(failed) : failed);
    }
  }

  private static LanguageState building(Language language, BuildProgress progress) {
    return new LanguageState(
        language.id(),
        Stage.BUILDING,
        progress.percent(),
        "its image is being built: " + progress,
        Optional.empty());
  }

  private void set(Language language, Stage stage, String message) {
    states.put(language.id(), new LanguageState(language.id(), stage, message));
  }

  @Override
  public void close() {
    thread.interrupt();
    script.close();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      thread.join(SOON.multipliedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
