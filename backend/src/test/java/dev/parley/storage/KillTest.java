package dev.parley.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link StoreKills}; the long one is {@code ./test.sh --faults store}. */
class KillTest {

  private static final int KILLS = Integer.getInteger("parley.kills", 16);
  private static final int STORES = 4;
  private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

  @TempDir private Path folder;

  @Test
  void nothingAcknowledgedIsLost() throws IOException, InterruptedException {
    System.out.println("-Dparley.seed=" + SEED);
    System.out.println(new StoreKills(folder, STORES, new Random(SEED)).run(KILLS));
  }
}
