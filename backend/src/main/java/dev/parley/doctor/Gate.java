package dev.parley.doctor;

import dev.parley.container.EngineException;
import dev.parley.language.Language;
import dev.parley.language.LanguageState;
import dev.parley.language.LanguageState.Stage;
import dev.parley.language.LanguageStates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a language shut until a sandbox of it has proven its limits. Images come one after the
 * other, also after the start, so that is asked of each when it comes. Safe from any thread.
 */
public final class Gate implements Consumer<Language> {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final int TRIES = 3;
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final String PROVEN = "";

  private final SandboxProbe probe;
  private final Consumer<Language> open;

  /** What became of each language that was tried: {@link #PROVEN}, or why not. */
  private final Map<String, String> verdicts = new ConcurrentHashMap<>();

  /**
   * @param open told of each language that has proven its limits
   */
  public Gate(SandboxProbe probe, Consumer<Language> open) {
    this.probe = probe;
    this.open = open;
  }

  /**
   * Tries the first of these languages before anything else, for a server that should not start at
   * all on a machine that does not hold. Does nothing where there is none yet.
   *
   * @throws UnfitMachine when it does not hold
   */
  public void refuseUnsafe(List<Language> present) throws EngineException, InterruptedException {
    Optional<Language> first = present.stream().findFirst();
    if (first.isPresent()) {
      List<Finding> findings = probe.examine(first.get());
      if (Finding.anyWrong(findings)) {
        throw UnfitMachine.unsafe(findings);
      }
      verdicts.put(first.get().id(), PROVEN);
    }
  }

  /** A language's image is there. Blocks for some seconds. */
  @Override
  public void accept(Language language) {
    if (!verdicts.getOrDefault(language.id(), "untried").equals(PROVEN)) {
      String verdict = tried(language);
      verdicts.put(language.id(), verdict);
      if (!verdict.equals(PROVEN)) {
        if (!Thread.currentThread().isInterrupted()) {
          LOG.error("{} stays shut: {}", language.name(), verdict);
        }
        return;
      }
    }
    open.accept(language);
  }

  private String tried(Language language) {
    String failure = "";
    try {
      for (int i = 0; i < TRIES; i++) {
        try {
          List<Finding> findings = probe.examine(language);
          return findings.stream()
              .filter(Finding::isWrong)
              .findFirst()
              .map(f -> "its sandbox does not hold (" + f.check() + ": " + f.seen() + ").")
              .orElse(PROVEN);
        } catch (EngineException e) {
          failure = "its sandbox could not be tried: " + e.getMessage();
          Thread.sleep(BETWEEN);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "the server is stopping.";
    }
    return failure;
  }

  /** What is known of the languages, those that stay shut included. */
  public LanguageStates over(LanguageStates images) {
    return new LanguageStates() {
      @Override
      public List<LanguageState> all() {
        return images.all().stream().map(Gate.this::seen).toList();
      }

      @Override
      public LanguageState of(String id) {
        return seen(images.of(id));
      }

      @Override
      public LanguageState want(String id) {
        return seen(images.want(id));
      }
    };
  }

  private LanguageState seen(LanguageState state) {
    if (state.stage() != Stage.READY) {
      return state;
    }
    String verdict = verdicts.get(state.id());
    if (verdict == null) {
      return new LanguageState(state.id(), Stage.WAITING, "its sandbox is being tried out.");
    }
    return verdict.equals(PROVEN) ? state : new LanguageState(state.id(), Stage.FAILED, verdict);
  }
}
