package dev.parley.language;

import java.util.List;

/** What is known of every language's readiness. Safe from any thread; answers at once. */
public interface LanguageStates {

  /** In picker order. */
  List<LanguageState> all();

  /** One language's state; a language that is not on offer is {@code MISSING}. */
  LanguageState of(String id);

  /**
   * Somebody wants to run programs in a language: where its image is missing and this server builds
   * on demand, its turn to be built comes.
   *
   * @return its state after that
   */
  LanguageState want(String id);
}
