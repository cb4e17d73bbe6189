package dev.parley.faults;

import static org.awaitility.Awaitility.await;

import dev.parley.e2e.Fingers;
import dev.parley.e2e.Rest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * People whose clients send everything several times: before it is answered, long after, on the
 * next connection, to the next server. Each answer has to be the first one again.
 */
final class Resends {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int TYPISTS = 5;
  private static final int PACE = 30;
  private static final int EACH_STROKE = 3;

  private Resends() {}

  /** What came of them. */
  record Outcome(int resends, int kills, Verdict verdict) {

    String summary() {
      return resends + " resends, also after " + kills + " kills: " + verdict.summary();
    }
  }

  static Outcome run(Path data, Random random, int resends, int kills) throws Exception {
    try (Victim server = new Victim(data, Map.of());
        Rest rest = new Rest(server.url())) {
      server.start("");
      try (Interview interview = new Interview(rest, "Resends", new Random(random.nextLong()))) {
        List<OpTypist> typists = new ArrayList<>();
        for (int i = 0; i < TYPISTS; i++) {
          typists.add(interview.opTypist("op-" + i, server.url(), 100));
        }
        interview.awaitEverybody();
        Fingers.type(
            PACE,
            typists.stream().<Runnable>map(t -> () -> stroke(t)).toList(),
            () -> {
              for (int kill = 1; kill <= kills; kill++) {
                awaitResends(typists, resends * kill / (kills + 1));
                server.kill();
                server.start("");
              }
              awaitResends(typists, resends);
            });
        interview.settle();
        Evidence told = interview.evidence();
        server.terminate();
        return new Outcome(
            sent(typists),
            kills,
            Judge.judge(
                told.with(
                    "the database",
                    Ledger.changes(data, List.of(interview.code())).get(interview.code()))));
      }
    }
  }

  private static void stroke(OpTypist typist) {
    typist.type();
    for (int i = 0; i < EACH_STROKE; i++) {
      typist.stutter();
    }
  }

  private static void awaitResends(List<OpTypist> typists, int enough) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> sent(typists) >= enough);
  }

  private static int sent(List<OpTypist> typists) {
    return typists.stream().mapToInt(OpTypist::resends).sum();
  }
}
