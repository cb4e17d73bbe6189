package dev.parley.faults;

import dev.parley.room.Convergence;
import dev.parley.storage.StoreKills;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command line of the fault bench, {@code ./test.sh --faults}: each scenario in its long form.
 * Exits with 0 when every verdict is clean.
 */
@Command(
    name = "./test.sh --faults",
    mixinStandardHelpOptions = true,
    description = "Faults in their long form; the build runs each of them in a short one.",
    subcommands = {
      Bench.Kills.class,
      Bench.Failpoints.class,
      Bench.WholeTexts.class,
      Bench.Resent.class,
      Bench.Converge.class,
      Bench.All.class,
      Bench.Stored.class,
      Bench.Store.class
    })
public final class Bench {

  private Bench() {}

  /** Runs one scenario. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  static void delete(Path folder) {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What every scenario has: a seed, a folder of its own, a verdict. */
  abstract static class Scenario implements Callable<Integer> {

    @Option(
        names = "--seed",
        description = "Repeats a run as far as threads and processes can be repeated.")
    private Long seed;

    /** Runs it; says what came of it and whether that is clean. */
    abstract boolean run(Path data, Random random) throws Exception;

    @Override
    public Integer call() throws Exception {
      long chosen = seed == null ? System.nanoTime() : seed;
      System.out.println("--seed " + chosen);
      Path data = Files.createTempDirectory("parley-faults");
      try {
        boolean clean = run(data, new Random(chosen));
        System.out.println(clean ? "clean" : "NOT CLEAN");
        return clean ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
      } finally {
        delete(data);
      }
    }

    static boolean report(String summary, Verdict verdict) {
      System.out.println(summary);
      System.out.print(verdict.details());
      return verdict.isClean();
    }
  }

  @Command(name = "kills", description = "kill -9 at random moments while people type.")
  static final class Kills extends Scenario {

    @Option(names = "--kills", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(names = "--clients", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Option(names = "--rooms", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    private int rooms;

    @Override
    boolean run(Path data, Random random) throws Exception {
      FrontDoor.Outcome outcome =
          new FrontDoor(FrontDoor.Plan.kills(rooms, clients, clients / 4, kills), random).run(data);
      return report(outcome.summary(), outcome.verdict());
    }
  }

  @Command(
      name = "failpoints",
      description = "The server halts at named moments while people type.")
  static final class Failpoints extends Scenario {

    @Option(
        names = "--halts",
        defaultValue = "30",
        description = "Over all moments together. Default: ${DEFAULT-VALUE}.")
    private int halts;

    @Override
    boolean run(Path data, Random random) throws Exception {
      FrontDoor.Outcome outcome =
          new FrontDoor(FrontDoor.Plan.halts(3, 12, 3, halts, random.nextInt()), random).run(data);
      return report(outcome.summary(), outcome.verdict());
    }
  }

  @Command(name = "texts", description = "Whole-text clients of every habit, in virtual time.")
  static final class WholeTexts extends Scenario {

    @Option(
        names = "--texts",
        defaultValue = "200000",
        description = "Sent with each habit. Default: ${DEFAULT-VALUE}.")
    private long texts;

    @Override
    boolean run(Path data, Random random) {
      boolean clean = true;
      for (Habit habit : Habit.KNOWN) {
        Texts.Outcome outcome = Texts.run(habit, texts, random);
        clean &= report(outcome.summary(), outcome.verdict());
      }
      System.out.println("Without revisions:");
      for (Habit habit : Habit.HEARD) {
        System.out.println(Texts.run(habit, texts, random).summary());
      }
      System.out.println("Unsound habits, for comparison:");
      for (Habit habit : Habit.UNSOUND) {
        System.out.println(Texts.run(habit, texts / 10, random).summary());
      }
      return clean;
    }
  }

  @Command(name = "resends", description = "Everything is sent several times, also after kills.")
  static final class Resent extends Scenario {

    @Option(names = "--resends", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}.")
    private int resends;

    @Override
    boolean run(Path data, Random random) throws Exception {
      Resends.Outcome outcome = Resends.run(data, random, resends, 4);
      return report(outcome.summary(), outcome.verdict());
    }
  }

  @Command(name = "convergence", description = "Random steps on a bad network, without sockets.")
  static final class Converge extends Scenario {

    @Option(names = "--steps", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
    private long steps;

    @Override
    boolean run(Path data, Random random) {
      System.out.println(Convergence.run(random, steps));
      return true;
    }
  }

  @Command(
      name = "troubles",
      description = "Lines that break, are late, one-sided, slow; servers that stop and fail.")
  static final class All extends Scenario {

    @Option(names = "--only", description = "Those whose name contains this.")
    private String only = "";

    @Override
    boolean run(Path data, Random random) throws Exception {
      boolean clean = true;
      for (LongTrouble trouble : LongTrouble.ALL) {
        if (trouble.name().contains(only)) {
          clean &= trouble.run(Files.createTempDirectory(data, "ordeal"), random);
        }
      }
      return clean;
    }
  }

  @Command(name = "rooms", description = "Serving again after a kill, with many rooms stored.")
  static final class Stored extends Scenario {

    @Option(names = "--rooms", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.")
    private int rooms;

    @Option(names = "--kills", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Override
    boolean run(Path data, Random random) throws Exception {
      Library.fill(data, rooms, random);
      FrontDoor.Outcome outcome =
          new FrontDoor(FrontDoor.Plan.kills(2, 8, 2, kills), random).run(data);
      return report(rooms + " rooms stored, " + outcome.summary(), outcome.verdict());
    }
  }

  @Command(name = "store", description = "kill -9 of a process that does nothing but store.")
  static final class Store extends Scenario {

    @Option(
        names = "--kills",
        defaultValue = "3000",
        description = "Of databases. Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
        names = "--stores",
        defaultValue = "8",
        description = "Databases that one process has. Default: ${DEFAULT-VALUE}.")
    private int stores;

    @Override
    boolean run(Path data, Random random) throws Exception {
      System.out.println(new StoreKills(data, stores, random).run(kills));
      return true;
    }
  }
}
