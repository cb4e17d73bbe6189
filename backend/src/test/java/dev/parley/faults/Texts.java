package dev.parley.faults;

import java.util.List;
import java.util.Random;

/** Many rooms with whole-text clients of one habit, until they have sent so many texts. */
final class Texts {

  private static final int EDITS = 120;

  /**
   * What came of them.
   *
   * @param rooms how many there were
   * @param texts sent by all of them
   */
  record Outcome(Habit habit, long rooms, long texts, Verdict verdict) {

    String summary() {
      return habit + ": " + rooms + " rooms, " + texts + " texts, " + verdict.summary();
    }
  }

  private Texts() {}

  static Outcome run(Habit habit, long texts, Random random) {
    Verdict verdict = Verdict.NOTHING;
    long sent = 0;
    long rooms = 0;
    while (sent < texts) {
      // One to three of the kind, with or without somebody who has the page's protocol.
      List<Habit> habits = List.of(habit, habit, habit).subList(0, 1 + random.nextInt(3));
      TextWorld world =
          new TextWorld(random, (habits.size() == 1 ? 1 : 0) + random.nextInt(2), habits, EDITS);
      verdict = verdict.and(world.run());
      sent += world.texts();
      rooms++;
    }
    return new Outcome(habit, rooms, sent, verdict);
  }
}
