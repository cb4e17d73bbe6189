package dev.parley.language;

import java.util.List;

/** What is known of every language's readiness. Safe from any thread; answers at once. */
public interface LanguageStates {

  /** In picker order. */
  List<LanguageState> all();

  /** One language's state; a language that is not on offer is {@code MISSING}. */
  LanguageState of(String id);
}
