package dev.parley.targets;

import dev.parley.faults.FrontDoor;
import dev.parley.faults.LongForms;
import java.util.List;

/**
 * Prints every target of shared text and journal, and what was measured here and now. {@code
 * ./test.sh --targets text [NAME...]}; names choose among {@link #NAMES}. The first three want a
 * machine with nothing else to do; the others take from a few minutes to an hour.
 */
public final class TextTargets {

  private static final List<String> NAMES =
      List.of("journal", "screens", "past", "restart", "kills", "resends", "convergence", "store");
  private static final double RESTART_S = 5;

  private final Report report = new Report(System.out);

  private TextTargets() {}

  /**
   * Measures.
   *
   * @param arguments names of targets; none for all
   */
  public static void main(String[] arguments) throws Exception {
    List<String> wanted = arguments.length == 0 ? NAMES : List.of(arguments);
    if (!NAMES.containsAll(wanted)) {
      System.err.println("The names are " + String.join(", ", NAMES));
      System.exit(2);
    }
    TextTargets targets = new TextTargets();
    for (String name : wanted) {
      targets.measure(name);
    }
    System.out.println();
    System.out.println(
        targets.report.missed() == 0
            ? "All targets are met."
            : targets.report.missed() + " missed.");
    System.exit(0);
  }

  private void measure(String name) throws Exception {
    switch (name) {
      case "journal" -> Writing.measure(report);
      case "screens" -> Screens.measure(report);
      case "past" -> LongRoom.measure(report);
      case "restart" -> {
        report.heading("A kill of a server with 1,000 rooms stored, 10 times, 8 people typing");
        judge(LongForms.restarts(1_000, 10));
      }
      case "kills" -> {
        report.heading("kill -9 of the server, 50 times, 20 people typing in 5 rooms");
        judge(LongForms.kills(50));
      }
      case "resends" -> {
        report.heading("Everything sent several times, also after kills");
        LongForms.Said said = LongForms.resends(10_000);
        report.holds("none of 10,000 applied twice", said.clean(), verdict(said.clean()), "clean");
        report.note(said.summary());
      }
      case "convergence" -> {
        report.heading("1,000,000 random steps on a bad network");
        String summary = LongForms.convergence(1_000_000);
        report.holds("every copy equals the server's", true, "equal", "equal");
        report.note(summary);
      }
      default -> {
        report.heading("kill -9 of processes that only store, until 3,000 databases were killed");
        String summary = LongForms.storeKills(3_000, 8);
        report.holds("acknowledged entries lost", true, "0", "0");
        report.note(summary);
      }
    }
  }

  private void judge(FrontDoor.Outcome outcome) {
    boolean clean = outcome.isClean();
    report.holds("acknowledged edits lost, doubled, out of order", clean, verdict(clean), "none");
    report.atMost("serving again, p95", outcome.servingSeconds(0.95), RESTART_S, " s", "");
    report.note(outcome.summary());
  }

  private static String verdict(boolean clean) {
    return clean ? "none" : "NOT CLEAN";
  }
}
