package dev.parley.container;

import dev.parley.language.Language;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The pool's shelves, one for each kind of container, and which of them is to have the next.
 * Touched under the pool's lock only.
 */
final class Shelves {

  private final PoolSettings settings;
  private final Map<Mould, Shelf> shelves = new LinkedHashMap<>();

  Shelves(PoolSettings settings) {
    this.settings = settings;
  }

  /**
   * What makes two containers the same: the image, and the process that waits in it. A session of
   * its own command needs one in which nothing waits.
   */
  private record Mould(String language, List<String> warm) {}

  Shelf of(Language language) {
    return shelves.computeIfAbsent(
        new Mould(language.id(), language.commands().warm()), mould -> new Shelf(language));
  }

  Collection<Shelf> all() {
    return shelves.values();
  }

  PoolNumbers numbers() {
    return numbers(shelf -> true);
  }

  /** Of one language, its sessions of another command included. */
  PoolNumbers numbers(String language) {
    return numbers(shelf -> shelf.language.id().equals(language));
  }

  private PoolNumbers numbers(Predicate<Shelf> which) {
    return shelves.values().stream()
        .filter(which)
        .map(Shelf::numbers)
        .reduce(PoolNumbers.NONE, PoolNumbers::plus);
  }

  /** The shelf whose borrower has waited longest and has nothing coming yet. */
  Optional<Shelf> awaited() {
    return shelves.values().stream()
        .filter(Shelf::owes)
        .min(Comparator.comparingLong(shelf -> shelf.borrowers.element().number()));
  }

  /**
   * The shelf with the lowest share of its target, of several the one that was used last; empty
   * when none is short, or all hold enough.
   */
  Optional<Shelf> shortest(long now) {
    if (isFull()) {
      return Optional.empty();
    }
    return shelves.values().stream()
        .filter(shelf -> shelf.isShort(now))
        .min(
            Comparator.comparingDouble(Shelf::share)
                .thenComparing(Comparator.comparingLong((Shelf s) -> s.lastUse).reversed()));
  }

  /**
   * The shelf that nobody has used for longest, where its place is wanted: all hold enough, and one
   * that was used later has nothing.
   */
  Optional<Shelf> spare(long now) {
    if (!isFull()) {
      return Optional.empty();
    }
    long wanted =
        shelves.values().stream()
            .filter(shelf -> shelf.isBare() && shelf.isShort(now))
            .mapToLong(shelf -> shelf.lastUse)
            .max()
            .orElse(0);
    return shelves.values().stream()
        .filter(shelf -> !shelf.idle.isEmpty() && shelf.lastUse < wanted)
        .min(Comparator.comparingLong(shelf -> shelf.lastUse));
  }

  private boolean isFull() {
    PoolNumbers held = numbers();
    return held.idle() + held.building() >= settings.total();
  }
}
