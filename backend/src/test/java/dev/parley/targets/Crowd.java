package dev.parley.targets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Many runs at once: all complete, all right, in fair order, and no slot is lost. */
final class Crowd {

  private static final int ROOMS = 40;
  private static final int EXITS = 1_000;
  private static final int EXIT_ROOMS = 10;

  private Crowd() {}

  static void atOnce(Lobby lobby, int slots, Report report)
      throws IOException, InterruptedException {
    report.heading(ROOMS + " runs at once, " + slots + " slots");
    List<Pair> rooms = new ArrayList<>();
    try {
      for (int room = 0; room < ROOMS; room++) {
        rooms.add(lobby.pair("python", "print('room', " + room + ")"));
      }
      long began = System.nanoTime();
      rooms.forEach(Pair::press);
      double[] ends = new double[ROOMS];
      int right = 0;
      for (int room = 0; room < ROOMS; room++) {
        Run run = Run.of(rooms.get(room));
        ends[room] = (run.ended() - began) / 1e6;
        right += run.is("COMPLETED", "room " + room) ? 1 : 0;
      }
      double engine = dockerRunAtOnce();
      report.holds("complete, with the right output", right == ROOMS, right + "", ROOMS + "");
      int overtaken = overtaken(rooms.stream().map(room -> lobby.turn(room.room())).toList());
      report.holds(
          "most places anybody was overtaken by", overtaken <= slots, overtaken + "", "<= slots");
      Figures figures = Figures.of(ends);
      report.atMost(
          "p95 of the ends against " + ROOMS + " docker run at once",
          figures.percentile(95) / engine,
          0.6,
          "x",
          figures + "; docker run " + Math.round(engine) + " ms");
      int again = 0;
      for (int room = 0; room < slots + 2; room++) {
        rooms.get(room).press();
        again += Run.of(rooms.get(room)).is("COMPLETED", "room " + room) ? 1 : 0;
      }
      report.holds("runs afterwards, one by one", again == slots + 2, again + "", slots + 2 + "");
    } finally {
      rooms.forEach(Pair::close);
    }
  }

  /**
   * How many whom the server took later were started before somebody it took earlier, at worst. In
   * which order 40 connections' presses reach it, nobody promises.
   */
  private static int overtaken(List<Lobby.Turn> turns) {
    return turns.stream().mapToInt(turn -> overtook(turn, turns)).max().orElseThrow();
  }

  private static int overtook(Lobby.Turn early, List<Lobby.Turn> turns) {
    return (int)
        turns.stream()
            .filter(late -> late.taken() > early.taken() && late.started() < early.started())
            .count();
  }

  private static double dockerRunAtOnce() throws IOException, InterruptedException {
    String image = Peers.image(dev.parley.e2e.Server.ROOT, "python");
    List<Process> processes = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < ROOMS; i++) {
      processes.add(
          new ProcessBuilder(
                  "docker",
                  "run",
                  "--rm",
                  "--network",
                  "none",
                  "--entrypoint",
                  "python3",
                  image,
                  "-c",
                  "print(1)")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    for (Process process : processes) {
      process.waitFor();
    }
    return (System.nanoTime() - began) / 1e6 * 0.95;
  }

  /** Programs that print and are gone: not a character may be missing. */
  static void printAndExit(Lobby lobby, Report report) throws InterruptedException {
    report.heading(EXITS + " programs that print and exit at once");
    String text = "0123456789".repeat(400);
    String program =
        "import os\nos.write(1, b'0123456789' * 400)\nos.write(1, b'\\nend')\nos._exit(0)\n";
    List<Pair> rooms = new ArrayList<>();
    int complete = 0;
    long began = System.nanoTime();
    try {
      for (int room = 0; room < EXIT_ROOMS; room++) {
        rooms.add(lobby.pair("python", program));
      }
      for (int round = 0; round < EXITS / EXIT_ROOMS; round++) {
        rooms.forEach(Pair::press);
        for (Pair room : rooms) {
          complete += Run.of(room).is("COMPLETED", text + "\nend") ? 1 : 0;
        }
      }
    } finally {
      rooms.forEach(Pair::close);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    report.holds("complete outputs", complete == EXITS, complete + "", EXITS + "");
    report.note(Math.round(EXITS / seconds) + " runs a second, back to back");
  }
}
