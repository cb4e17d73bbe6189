package dev.parley.container.docker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;

/**
 * Which images this server builds by itself.
 *
 * @param first the ids of languages whose images are built at the start; {@link #ALL} for every one
 * @param onDemand whether any other is built when somebody wants its language
 * @param shares of the processors for a build while others want them too; a sandbox has 1024
 * @param rest how long a failed build is left alone; twice as long after each further failure
 * @param mostRest how long at most
 */
public record ImageSettings(
    Set<String> first, boolean onDemand, int shares, Duration rest, Duration mostRest) {

  /** Stands for every language. */
  public static final String ALL = "all";

  /** Builds nothing. */
  public static final ImageSettings NONE = standard(Set.of(), false);

  public ImageSettings {
    first = Set.copyOf(first);
    requireNonNull(rest, "rest");
    requireNonNull(mostRest, "mostRest");
    if (shares < 2 || shares > 1024) {
      throw new IllegalArgumentException("an engine gives 2 shares or more; a build, 1024 at most");
    }
  }

  /** The usual ones, with what people may set. */
  public static ImageSettings standard(Set<String> first, boolean onDemand) {
    return new ImageSettings(first, onDemand, 256, Duration.ofSeconds(30), Duration.ofMinutes(30));
  }

  /** The same, with another rest after a first failure. */
  public ImageSettings withRest(Duration time) {
    return new ImageSettings(first, onDemand, shares, time, mostRest);
  }

  boolean isFirst(String language) {
    return first.contains(ALL) || first.contains(language);
  }

  /** How long to leave a build alone that has failed so many times in a row. */
  Duration rest(int failures) {
    Duration rest = rest();
    for (int i = 1; i < failures && rest.compareTo(mostRest) < 0; i++) {
      rest = rest.multipliedBy(2);
    }
    return rest.compareTo(mostRest) < 0 ? rest : mostRest;
  }
}
