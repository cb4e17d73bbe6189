package dev.parley.api;

import dev.parley.language.Language;
import dev.parley.language.LanguageState;
import dev.parley.language.LanguageStates;
import dev.parley.language.Languages;
import java.util.List;

/** What a room may be written in, and whether it would run now and how soon. */
final class LanguageRoutes {

  private final Languages languages;
  private final LanguageStates states;
  private final EngineCheck engine;
  private final Sandboxes sandboxes;

  LanguageRoutes(
      Languages languages, LanguageStates states, EngineCheck engine, Sandboxes sandboxes) {
    this.languages = languages;
    this.states = states;
    this.engine = engine;
    this.sandboxes = sandboxes;
  }

  List<Route> table() {
    return List.of(Route.get("/api/languages", this::list));
  }

  /**
   * One of them.
   *
   * @param outage no engine answers: nothing runs, however far the language is, and nothing is made
   *     ready
   */
  record Offered(
      String id,
      String name,
      String version,
      String file,
      String highlight,
      String starter,
      boolean repl,
      LanguageState.Stage state,
      boolean outage,
      int percent,
      String message,
      Sandboxes.Count sandboxes) {}

  private Reply list(Request request) {
    boolean outage = engine.trouble().isPresent();
    return Reply.Json.ok(languages.all().stream().map(one -> offered(one, outage)).toList());
  }

  private Offered offered(Language language, boolean outage) {
    LanguageState state = states.of(language.id());
    return new Offered(
        language.id(),
        language.name(),
        state.version().orElse(language.version()),
        language.file(),
        language.highlight(),
        language.starter(),
        !language.commands().repl().isEmpty(),
        state.stage(),
        outage,
        state.percent(),
        state.message(),
        sandboxes.of(language.id()));
  }
}
