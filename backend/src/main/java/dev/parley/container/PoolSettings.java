package dev.parley.container;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;

/**
 * How many containers wait ahead of need.
 *
 * @param standard how many of each ready language
 * @param targets languages that differ from it, by id
 * @param most how many of one language misses may make it grow to
 * @param total how many may wait in all
 * @param builders how many may be made at the same time; more than the cores only makes each slower
 * @param age after which a waiting container is replaced
 * @param calm how long without a miss until a grown shelf shrinks by one
 */
public record PoolSettings(
    int standard,
    Map<String, Integer> targets,
    int most,
    int total,
    int builders,
    Duration age,
    Duration calm) {

  public PoolSettings {
    targets = Map.copyOf(targets);
    requireNonNull(age, "age");
    requireNonNull(calm, "calm");
    if (standard < 0 || most < standard || total < 0 || builders < 1) {
      throw new IllegalArgumentException(
          "a pool keeps 0 or more containers, grows to no less, and has at least one builder");
    }
    if (targets.values().stream().anyMatch(t -> t < 0)) {
      throw new IllegalArgumentException("a pool keeps 0 or more containers of a language");
    }
  }

  /** For a machine with so many cores. */
  public static PoolSettings standard(int cores) {
    return new PoolSettings(
        1,
        Map.of("python", 2),
        4,
        Math.max(12, 4 * cores),
        cores,
        Duration.ofMinutes(30),
        Duration.ofMinutes(10));
  }

  int target(String language) {
    return targets.getOrDefault(language, standard);
  }
}
