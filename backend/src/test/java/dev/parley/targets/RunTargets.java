package dev.parley.targets;

import dev.parley.e2e.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Prints every target of running code and what was measured here and now. {@code ./test.sh
 * --targets [NAME...]}; names choose among {@link #NAMES}. Wants a machine with nothing else to do.
 */
public final class RunTargets {

  private static final List<String> NAMES =
      List.of("first", "cold", "waiting", "delay", "crowd", "exits", "stop", "overrun", "echo");
  private static final List<String> LANGUAGES =
      List.of("python", "javascript", "java", "cpp", "bash");
  private static final int ROUNDS = 15;
  private static final int SLOTS = 10;

  private RunTargets() {}

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
    int cores = Runtime.getRuntime().availableProcessors();
    Report report = new Report(System.out);
    Path root = Server.ROOT;
    for (String name : wanted) {
      switch (name) {
        case "cold" -> Cold.measure(root, cores, report);
        case "waiting" -> Waiting.measure(root, cores, report);
        case "overrun" -> Overrun.measure(root, cores, report);
        default -> inRooms(name, report);
      }
    }
    System.out.println();
    System.out.println(
        report.missed() == 0 ? "All targets are met." : report.missed() + " missed.");
    System.exit(0);
  }

  private static void inRooms(String name, Report report) throws Exception {
    Map<String, String> settings =
        Map.of("PARLEY_LANGUAGES", String.join(",", LANGUAGES), "PARLEY_SLOTS", SLOTS + "");
    try (Server server = Server.open(Files.createTempDirectory("targets"), settings);
        Lobby lobby = new Lobby(server.url())) {
      LANGUAGES.forEach(lobby::awaitReady);
      // What is still being made ahead would be measured too.
      LANGUAGES.forEach(lobby::awaitStocked);
      switch (name) {
        case "first" -> new FirstOutput(lobby, Server.ROOT, report).measure(ROUNDS);
        case "delay" -> Delay.measure(lobby, report);
        case "crowd" -> Crowd.atOnce(lobby, SLOTS, report);
        case "exits" -> Crowd.printAndExit(lobby, report);
        case "stop" -> Stopping.measure(lobby, report);
        default -> Echo.measure(lobby, report);
      }
    }
  }
}
