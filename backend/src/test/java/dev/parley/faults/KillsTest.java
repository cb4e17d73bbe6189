package dev.parley.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.text.Seed;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front door in short; {@code ./test.sh --faults kills} is the long form. */
class KillsTest {

  @TempDir private Path data;

  @Test
  void nothingAcknowledgedIsLostAndNothingIsThereTwice() throws Exception {
    Random random = Seed.random(getClass());

    FrontDoor.Outcome outcome = new FrontDoor(FrontDoor.Plan.kills(2, 8, 3, 4), random).run(data);

    System.out.println(outcome.summary());
    assertThat(outcome.verdict().isClean()).as(outcome.verdict().details()).isTrue();
    assertThat(outcome.verdict().acknowledged()).isGreaterThan(200);
  }
}
