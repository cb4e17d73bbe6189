package dev.parley.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.failpoint.Failpoint;
import dev.parley.text.Seed;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server dies once at each moment that has a name: with a commit open, with a commit nobody has
 * heard of, in the middle of a snapshot, around a compaction, between a broadcast and its answer.
 */
class FailpointsTest {

  @TempDir private Path data;

  @Test
  void noMomentIsAWrongOneToDie() throws Exception {
    Random random = Seed.random(getClass());
    int moments = Failpoint.values().length;

    FrontDoor.Outcome outcome =
        new FrontDoor(FrontDoor.Plan.halts(2, 8, 2, moments, random.nextInt()), random).run(data);

    System.out.println(outcome.summary());
    assertThat(outcome.verdict().isClean()).as(outcome.verdict().details()).isTrue();
  }
}
