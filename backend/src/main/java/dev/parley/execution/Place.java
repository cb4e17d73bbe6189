package dev.parley.execution;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a run stands in the queue.
 *
 * @param number 1 for next
 * @param expected how long until it runs, by what runs took lately; empty when nothing is known
 */
public record Place(int number, Optional<Duration> expected) {

  public Place {
    requireNonNull(expected, "expected");
    if (number < 1) {
      throw new IllegalArgumentException("places count from 1");
    }
  }
}
