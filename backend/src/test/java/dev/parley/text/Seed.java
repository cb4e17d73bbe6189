package dev.parley.text;

import java.util.Random;

/** Fresh randomness for each build that can be had again: the seed is printed. */
public final class Seed {
  private static final long OF_THIS_RUN = Long.getLong("parley.seed", System.nanoTime());

  private Seed() {}

  /** A generator for one test, seeded by {@code -Dparley.seed=} or anew for each run. */
  public static Random random(Class<?> test) {
    System.out.println(test.getSimpleName() + ": repeat with -Dparley.seed=" + OF_THIS_RUN);
    return new Random(OF_THIS_RUN);
  }
}
