package dev.parley.execution;

import static java.util.Objects.requireNonNull;

/**
 * Whom fairness counts runs against.
 *
 * @param name of a room or of a caller of the REST interface; never shown to people
 * @param most how many runs of this owner may run or wait at once
 */
public record Owner(String name, int most) {

  public Owner {
    requireNonNull(name, "name");
    if (most < 1) {
      throw new IllegalArgumentException("an owner may have a run");
    }
  }
}
