package dev.parley.faults;

import static org.awaitility.Awaitility.await;

import dev.parley.e2e.Child;
import dev.parley.e2e.ClassArchive;
import dev.parley.e2e.Fingers;
import dev.parley.e2e.Rest;
import dev.parley.failpoint.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * People type in several rooms while their server dies again and again, under them, at moments of
 * its own choosing; then everything they meant and were told is judged.
 */
public final class FrontDoor {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** At most this many strokes of one client wait for their confirmation. */
  private static final int UNCONFIRMED = 60;

  /** Fewer deaths are over before a rehearsal would be. */
  private static final int WORTH_REHEARSING = 10;

  /** Moments that come once a second or once in 200 edits. */
  private static final Set<Failpoint> RARE =
      EnumSet.of(Failpoint.MID_SNAPSHOT, Failpoint.BEFORE_COMPACTION, Failpoint.AFTER_COMPACTION);

  /**
   * The size of it.
   *
   * @param clients in all, dealt to the rooms in turn
   * @param wholeTexts how many of these know whole texts alone, and echo revisions
   * @param deaths how often the server dies
   * @param pace milliseconds between two strokes of each
   * @param death the traps of the server that is to die as the given one; empty for a SIGKILL
   */
  record Plan(
      int rooms, int clients, int wholeTexts, int deaths, int pace, IntFunction<String> death) {

    static Plan kills(int rooms, int clients, int wholeTexts, int kills) {
      return new Plan(rooms, clients, wholeTexts, kills, 40, kill -> "");
    }

    /** Each death at a moment with a name, in turn. */
    static Plan halts(int rooms, int clients, int wholeTexts, int halts, int offset) {
      Failpoint[] points = Failpoint.values();
      return new Plan(
          rooms,
          clients,
          wholeTexts,
          halts,
          20,
          death -> {
            Failpoint point = points[death % points.length];
            int most = RARE.contains(point) ? 2 : 60;
            return point + "=halt@" + (1 + Math.floorMod(offset + 7 * death, most));
          });
    }
  }

  /**
   * What came of it.
   *
   * @param serving from each death until the server answers again
   * @param back from each death until everybody is inside again
   */
  public record Outcome(int deaths, Verdict verdict, Timings serving, Timings back) {

    /** Whether nothing at all was wrong. */
    public boolean isClean() {
      return verdict.isClean();
    }

    /** The seconds until the server answered again, of this share of the deaths. */
    public double servingSeconds(double share) {
      return serving.quantile(share).toMillis() / 1e3;
    }

    /** All of it, in words. */
    public String summary() {
      return deaths
          + " deaths: "
          + verdict.summary()
          + "\n  serving again: "
          + serving.summary()
          + "\n  everybody back: "
          + back.summary();
    }
  }

  private final Plan plan;
  private final Random random;
  private final Timings serving = new Timings();
  private final Timings back = new Timings();

  FrontDoor(Plan plan, Random random) {
    this.plan = plan;
    this.random = random;
  }

  Outcome run(Path data) throws Exception {
    List<Interview> interviews = new ArrayList<>();
    List<String> machine =
        plan.deaths() < WORTH_REHEARSING
            ? Child.MACHINE
            : ClassArchive.make(Files.createTempDirectory(data, "classes")).command();
    try (Victim server = new Victim(data, Map.of(), machine);
        Rest rest = new Rest(server.url())) {
      server.start("");
      for (int i = 0; i < plan.rooms(); i++) {
        interviews.add(new Interview(rest, "Room " + i, new Random(random.nextLong())));
      }
      seat(interviews, server.url());
      List<Participant> everybody = interviews.stream().flatMap(i -> i.people().stream()).toList();
      Fingers.type(
          plan.pace(),
          everybody.stream().<Runnable>map(p -> p::type).toList(),
          () -> {
            if (!plan.death().apply(0).isEmpty()) {
              server.kill();
              server.start(plan.death().apply(0));
            }
            for (int death = 0; death < plan.deaths(); death++) {
              die(server, everybody, death);
            }
          });
      return new Outcome(plan.deaths(), judge(interviews, server), serving, back);
    } finally {
      interviews.forEach(Interview::close);
    }
  }

  private void seat(List<Interview> interviews, String url) {
    for (int i = 0; i < plan.clients(); i++) {
      Interview interview = interviews.get(i % interviews.size());
      if (i < plan.wholeTexts()) {
        interview.wholeTextTypist("whole-" + i, url, true);
      } else {
        interview.opTypist("op-" + i, url, UNCONFIRMED);
      }
    }
    interviews.forEach(Interview::awaitEverybody);
  }

  /**
   * Lets them type a while, ends the server, starts it and waits until all are back, unless it is
   * to fall into its next trap before they are.
   */
  private void die(Victim server, List<Participant> everybody, int death)
      throws IOException, InterruptedException {
    String next = death + 1 < plan.deaths() ? plan.death().apply(death + 1) : "";
    if (plan.death().apply(death).isEmpty()) {
      long enough = acknowledged(everybody) + random.nextInt(20 * everybody.size());
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(1 + random.nextInt(40)))
          .until(() -> acknowledged(everybody) > enough);
      server.kill();
    } else {
      server.awaitTrap();
    }
    long died = System.nanoTime();
    server.start(next);
    serving.add(Duration.ofNanos(System.nanoTime() - died));
    if (next.isEmpty()) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> everybody.stream().allMatch(Participant::isInside));
      back.add(Duration.ofNanos(System.nanoTime() - died));
    }
  }

  private static long acknowledged(List<Participant> everybody) {
    return everybody.stream().mapToLong(p -> p.history().acknowledged()).sum();
  }

  /** The server's own words are taken first, then what lies on its disk. */
  private static Verdict judge(List<Interview> interviews, Victim server)
      throws InterruptedException {
    interviews.forEach(Interview::settle);
    List<Evidence> told = interviews.stream().map(Interview::evidence).toList();
    server.terminate();
    var stored = Ledger.changes(server.data(), interviews.stream().map(Interview::code).toList());
    Verdict verdict = Verdict.NOTHING;
    for (Evidence evidence : told) {
      verdict =
          verdict.and(Judge.judge(evidence.with("the database", stored.get(evidence.room()))));
    }
    return verdict;
  }
}
