package dev.parley.faults;

import dev.parley.e2e.Cable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A trouble in its long form.
 *
 * @param name the fault list's number, and what it is
 * @param traps of the server
 * @param ops clients with the page's protocol
 * @param wholes clients that know whole texts alone
 * @param pace milliseconds between two strokes of each
 * @param timings what the trouble measures, if it does
 */
record LongTrouble(
    String name,
    String traps,
    int ops,
    int wholes,
    int pace,
    Ordeal.Trouble trouble,
    Timings timings) {

  static final List<LongTrouble> ALL =
      List.of(
          plain("N1 100 drops", 8, 2, 30, Troubles.drops(100, seconds(1), seconds(4))),
          timed("N2 nothing reaches the client", t -> Troubles.silence(Cable.Way.DOWN, t)),
          timed("N2 nothing reaches the server", t -> Troubles.silence(Cable.Way.UP, t)),
          plain(
              "N3 300 ms late, 5 % lost",
              4, 2, 50, Troubles.lossy(Duration.ofMillis(300), 0.05, 1_500)),
          plain("N9 a reader at 512 bytes a second", 4, 2, 20, Troubles.slowReader(seconds(60))),
          plain(
              "N10 10 ms and 2,000 ms away",
              3,
              0,
              50,
              Troubles.uneven(Duration.ofMillis(10), seconds(2), 1_000)),
          plain("E7 500 unsent, 2,000 of others", 4, 0, 5, Troubles.asleep(500, 2_000)),
          timed("K2 SIGTERM", t -> Troubles.restart(10, t)),
          new LongTrouble(
              "K6 failures within",
              "BEFORE_COMMIT=throw@60,AFTER_COMMIT=throw@300,BEFORE_ACKNOWLEDGEMENT=throw@500,"
                  + "MID_SNAPSHOT=throw@3,BEFORE_COMMIT=throw@900,BEFORE_ACKNOWLEDGEMENT=throw@900",
              6,
              2,
              20,
              Troubles.sprung(4_000),
              new Timings()),
          plain("K8 SIGSTOP for 10 s", 6, 2, 20, Troubles.pause(seconds(10))),
          plain("K10 256 descriptors", 4, 1, 20, Troubles.descriptors(300)));

  private interface Measured {
    Ordeal.Trouble trouble(Timings timings);
  }

  private static LongTrouble plain(
      String name, int ops, int wholes, int pace, Ordeal.Trouble trouble) {
    return new LongTrouble(name, "", ops, wholes, pace, trouble, new Timings());
  }

  private static LongTrouble timed(String name, Measured measured) {
    Timings timings = new Timings();
    return new LongTrouble(name, "", 4, 1, 20, measured.trouble(timings), timings);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** Runs it; says what came of it and whether that is clean. */
  boolean run(Path data, Random random) throws Exception {
    Verdict verdict = Ordeal.run(data, random, traps, ops, wholes, pace, trouble);
    String measured = timings.isEmpty() ? "" : "\n  took " + timings.summary();
    return Bench.Scenario.report(name + ": " + verdict.summary() + measured, verdict);
  }
}
