package dev.parley.language;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages on offer, in picker order. Immutable. */
public record Languages(List<Language> all) {

  public Languages {
    all =
        all.stream()
            .sorted(Comparator.comparingInt(Language::order).thenComparing(Language::id))
            .toList();
  }

  /** Finds by id or alias, whatever the case. */
  public Optional<Language> find(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return all.stream()
        .filter(l -> l.id().equals(wanted) || l.aliases().contains(wanted))
        .findFirst();
  }
}
