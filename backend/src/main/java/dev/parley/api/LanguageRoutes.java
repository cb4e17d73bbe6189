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
  private final Sandboxes sandboxes;

  LanguageRoutes(Languages languages, LanguageStates states, Sandboxes sandboxes) {
    this.languages = languages;
    this.states = states;
    this.sandboxes = sandboxes;
  }

  List<Route> table() {
    return List.of(Route.get("/api/languages", this::list));
  }

  record Offered(
      String id,
      String name,
      String version,
      String file,
      String highlight,
      String starter,
      boolean repl,
      LanguageState.Stage state,
      int percent,
      String message,
      Sandboxes.Count sandboxes) {}

  private Reply list(Request request) {
    return Reply.Json.ok(languages.all().stream().map(this::offered).toList());
  }

  private Offered offered(Language language) {
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
        state.percent(),
        state.message(),
        sandboxes.of(language.id()));
  }
}
