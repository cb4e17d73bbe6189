package dev.parley.faults;

import dev.parley.e2e.Cable;
import dev.parley.e2e.Fingers;
import dev.parley.e2e.Rest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * People in one room, each behind a cable of their own, type while something happens to them or to
 * their server. In the end the cables are whole, everybody comes back, and all is judged.
 */
final class Ordeal {

  /** What happens; when it returns, the typing ends. */
  interface Trouble {
    void happen(Ordeal ordeal) throws Exception;
  }

  private final Victim server;
  private final Interview interview;
  private final List<Cable> cables = new ArrayList<>();
  private final Random random;

  private Ordeal(Victim server, Interview interview, Random random) {
    this.server = server;
    this.interview = interview;
    this.random = random;
  }

  /**
   * Runs one.
   *
   * @param traps of the server
   * @param ops clients with the page's protocol
   * @param wholes clients that know whole texts alone, and echo revisions
   * @param pace milliseconds between two strokes of each
   */
  static Verdict run(
      Path data, Random random, String traps, int ops, int wholes, int pace, Trouble trouble)
      throws Exception {
    try (Victim server = new Victim(data, Map.of());
        Rest rest = new Rest(server.url())) {
      server.start(traps);
      try (Interview interview = new Interview(rest, "Ordeal", new Random(random.nextLong()))) {
        Ordeal ordeal = new Ordeal(server, interview, random);
        try {
          return ordeal.run(ops, wholes, pace, trouble);
        } finally {
          for (Cable cable : ordeal.cables) {
            cable.close();
          }
        }
      }
    }
  }

  private Verdict run(int ops, int wholes, int pace, Trouble trouble) throws Exception {
    for (int i = 0; i < ops + wholes; i++) {
      Cable cable = new Cable(server.url(), new Random(random.nextLong()));
      cables.add(cable);
      if (i < ops) {
        interview.opTypist("op-" + i, cable.url(), 1_000);
      } else {
        interview.wholeTextTypist("whole-" + i, cable.url(), true);
      }
    }
    interview.awaitEverybody();
    Fingers.type(
        pace,
        interview.people().stream().<Runnable>map(p -> p::type).toList(),
        () -> trouble.happen(this));
    cables.forEach(Cable::mend);
    interview.settle();
    Evidence told = interview.evidence();
    server.terminate();
    return Judge.judge(
        told.with(
            "the database",
            Ledger.changes(server.data(), List.of(interview.code())).get(interview.code())));
  }

  Victim server() {
    return server;
  }

  Interview interview() {
    return interview;
  }

  List<Cable> cables() {
    return cables;
  }

  Random random() {
    return random;
  }

  /** Lets them type until so much more is acknowledged, to all of them together. */
  void work(int strokes) {
    interview.awaitAcknowledged(interview.acknowledged() + strokes);
  }
}
