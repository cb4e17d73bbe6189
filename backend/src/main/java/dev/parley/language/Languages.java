package dev.parley.language;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages on offer, in picker order. Immutable. */
public record Languages(List<Language> all) {

  /** The language of a file whose name says none that is on offer. */
  public static final String PLAIN_TEXT = "text";

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

  /**
   * Finds by the extension of a file's name, whatever the case; where several languages share one,
   * it is the first's.
   */
  public Optional<Language> ofFile(String name) {
    String wanted = extension(name).toLowerCase(Locale.ROOT);
    return all.stream().filter(l -> l.extensions().contains(wanted)).findFirst();
  }

  /** What follows the last dot of a file's name; empty where there is none or nothing before it. */
  public static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.substring(dot + 1) : "";
  }
}
