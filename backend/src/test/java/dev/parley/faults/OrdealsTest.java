package dev.parley.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.text.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Troubles in short; {@code ./test.sh --faults troubles} has the long forms. */
class OrdealsTest {

  private final Random random = Seed.random(getClass());
  @TempDir private Path data;

  @Test
  void linesBreak() throws Exception {
    clean("", 3, 1, 30, Troubles.drops(12, Duration.ofMillis(20), Duration.ofMillis(400)));
  }

  @Test
  void everythingIsLateAndMuchIsLost() throws Exception {
    clean("", 3, 1, 50, Troubles.lossy(Duration.ofMillis(300), 0.05, 150));
  }

  @Test
  void oneIsNearAndTheOthersAreFar() throws Exception {
    clean("", 2, 0, 50, Troubles.uneven(Duration.ofMillis(10), Duration.ofMillis(1_000), 100));
  }

  @Test
  void somebodyHardlyReads() throws Exception {
    clean("", 3, 1, 20, Troubles.slowReader(Duration.ofSeconds(3)));
  }

  @Test
  void aLidIsClosedWithHundredsOfEditsUnsent() throws Exception {
    clean("", 4, 0, 5, Troubles.asleep(500, 2_000));
  }

  @Test
  void theServerIsAskedToStop() throws Exception {
    Timings stopped = new Timings();
    clean("", 3, 1, 20, Troubles.restart(1, stopped));
    assertThat(stopped.quantile(1)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void theServerStandsStill() throws Exception {
    clean("", 3, 1, 20, Troubles.pause(Duration.ofSeconds(2)));
  }

  /** A commit fails, one fails after it was made, and a room's step fails before its answer. */
  @Test
  void somethingFailsWithinTheServer() throws Exception {
    clean(
        "BEFORE_COMMIT=throw@60,AFTER_COMMIT=throw@130,BEFORE_ACKNOWLEDGEMENT=throw@150,"
            + "MID_SNAPSHOT=throw@2",
        3,
        1,
        20,
        Troubles.sprung(900));
  }

  /** Nobody's typing waits for a commit, and all of it is there after it. */
  @Test
  void commitsTakeSeconds() throws Exception {
    clean(
        "BEFORE_COMMIT=delay:1500@40,BEFORE_COMMIT=delay:1500@80", 3, 1, 20, Troubles.sprung(400));
  }

  @Test
  void everythingIsSentSeveralTimes() throws Exception {
    Resends.Outcome outcome = Resends.run(data, random, 1_000, 1);

    System.out.println(outcome.summary());
    assertThat(outcome.verdict().isClean()).as(outcome.verdict().details()).isTrue();
  }

  private void clean(String traps, int ops, int wholes, int pace, Ordeal.Trouble trouble)
      throws Exception {
    Verdict verdict = Ordeal.run(data, random, traps, ops, wholes, pace, trouble);

    System.out.println(verdict.summary());
    assertThat(verdict.isClean()).as(verdict.details()).isTrue();
    assertThat(verdict.acknowledged()).isGreaterThan(80);
  }
}
