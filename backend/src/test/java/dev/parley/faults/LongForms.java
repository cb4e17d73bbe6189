package dev.parley.faults;

import dev.parley.room.Convergence;
import dev.parley.storage.StoreKills;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The scenarios whose outcome is a target, each with a seed of its own, which it prints. */
public final class LongForms {

  private LongForms() {}

  /** What came of a scenario. */
  public record Said(boolean clean, String summary) {}

  private interface Scenario<T> {
    T run(Path data, Random random) throws Exception;
  }

  /** kill -9 of the server while 20 people type in 5 rooms, 5 of them with whole texts. */
  public static FrontDoor.Outcome kills(int kills) throws Exception {
    return inFolder(
        (data, random) -> new FrontDoor(FrontDoor.Plan.kills(5, 20, 5, kills), random).run(data));
  }

  /** The same with 8 people in 2 rooms, and many rooms stored. */
  public static FrontDoor.Outcome restarts(int rooms, int kills) throws Exception {
    return inFolder(
        (data, random) -> {
          Library.fill(data, rooms, random);
          return new FrontDoor(FrontDoor.Plan.kills(2, 8, 2, kills), random).run(data);
        });
  }

  /** Everything sent several times, also after 4 kills. */
  public static Said resends(int resends) throws Exception {
    return inFolder(
        (data, random) -> {
          Resends.Outcome outcome = Resends.run(data, random, resends, 4);
          return new Said(outcome.verdict().isClean(), outcome.summary());
        });
  }

  /** Random steps without sockets; a copy that differs is an {@link AssertionError}. */
  public static String convergence(long steps) throws Exception {
    return inFolder((data, random) -> Convergence.run(random, steps).toString());
  }

  /** kill -9 of processes that only store; anything lost is an {@link AssertionError}. */
  public static String storeKills(int kills, int stores) throws Exception {
    return inFolder((data, random) -> new StoreKills(data, stores, random).run(kills));
  }

  private static <T> T inFolder(Scenario<T> scenario) throws Exception {
    long seed = System.nanoTime();
    System.out.println("       --seed " + seed);
    Path data = Files.createTempDirectory("parley-faults");
    try {
      return scenario.run(data, new Random(seed));
    } finally {
      Bench.delete(data);
    }
  }
}
