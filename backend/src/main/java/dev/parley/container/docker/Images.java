package dev.parley.container.docker;

import dev.parley.container.EngineException;
import dev.parley.language.Language;
import dev.parley.language.LanguageState;
import dev.parley.language.LanguageState.Stage;
import dev.parley.language.LanguageStates;
import dev.parley.language.Languages;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every language has its image: looks for it, has it built where it is missing, in
 * the order of the picker, and says how far things are. One thread does it all, one image at a
 * time, and looks again every now and then, because engines and images come and go.
 */
public final class Images implements LanguageStates, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Images.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(60);
  private static final LanguageState UNKNOWN =
      new LanguageState("", Stage.MISSING, "it is not on offer here.");

  private final Languages languages;
  private final DockerEngine engine;
  private final ImageScript script;
  private final boolean builds;
  private final Consumer<Language> ready;
  private final Map<String, LanguageState> states = new ConcurrentHashMap<>();
  private final Thread thread;

  /**
   * @param builds whether missing images are built
   * @param ready told, on this object's thread, of each language whose image is there
   */
  public Images(
      Languages languages,
      DockerEngine engine,
      ImageScript script,
      boolean builds,
      Consumer<Language> ready) {
    this.languages = languages;
    this.engine = engine;
    this.script = script;
    this.builds = builds;
    this.ready = ready;
    languages.all().forEach(l -> set(l, Stage.WAITING, "its image is still to be looked for."));
    this.thread = Thread.ofPlatform().daemon().name("images").unstarted(this::tend);
  }

  /** Begins to look and to build. */
  public void start() {
    thread.start();
  }

  @Override
  public List<LanguageState> all() {
    return languages.all().stream().map(language -> of(language.id())).toList();
  }

  @Override
  public LanguageState of(String id) {
    LanguageState state = states.getOrDefault(id, UNKNOWN);
    return engine
        .outage()
        .map(outage -> new LanguageState(id, Stage.WAITING, outage))
        .orElse(new LanguageState(id, state.stage(), state.message()));
  }

  private void tend() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        boolean settled = engine.outage().isEmpty() && know() && lookAtAll();
        Thread.sleep(settled ? LATER : SOON);
      }
    } catch (InterruptedException e) {
      LOG.debug("No longer looking after images", e);
    }
  }

  private boolean know() throws InterruptedException {
    try {
      if (!engine.tags().areKnown()) {
        engine.tags().set(script.tags(engine.host()));
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

  /** Whether there is nothing left to do for now. */
  private boolean lookAtAll() throws InterruptedException {
    try {
      for (Language language : languages.all()) {
        if (!isThere(language) && states.get(language.id()).stage() != Stage.FAILED && builds) {
          set(language, Stage.WAITING, "its image is waiting to be built.");
        }
      }
      for (Language language : languages.all()) {
        Stage stage = states.get(language.id()).stage();
        if (builds && stage == Stage.WAITING && !isThere(language)) {
          build(language);
        }
      }
      return true;
    } catch (EngineException e) {
      LOG.warn("Looking after images: {}", e.getMessage());
      return false;
    }
  }

  private boolean isThere(Language language) throws EngineException, InterruptedException {
    String image = engine.tags().of(language.id()).orElse("");
    boolean there = !image.isEmpty() && engine.has(image);
    boolean wasReady = states.get(language.id()).stage() == Stage.READY;
    if (there && !wasReady) {
      set(language, Stage.READY, "ready");
      ready.accept(language);
    } else if (!there && (wasReady || !builds)) {
      set(
          language,
          builds ? Stage.WAITING : Stage.MISSING,
          "its image is missing; scripts/images.sh --build " + language.id() + " builds it.");
    }
    return there;
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
              line -> {
                LOG.info("{}: {}", language.id(), line);
                last[0] = line;
                set(language, Stage.BUILDING, "its image is being built: " + line);
              });
    } catch (IOException e) {
      LOG.warn("Building the image of {}", language.name(), e);
      code = -1;
    }
    if (!isThere(language)) {
      LOG.warn("Building the image of {} ended with {}", language.name(), code);
      set(language, Stage.FAILED, "its image could not be built: " + last[0]);
    }
  }

  private void set(Language language, Stage stage, String message) {
    states.put(language.id(), new LanguageState(language.id(), stage, message));
  }

  @Override
  public void close() {
    thread.interrupt();
    script.close();
    try {
      thread.join(SOON.multipliedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
