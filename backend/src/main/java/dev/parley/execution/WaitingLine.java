package dev.parley.execution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Runs that wait for a slot, and whose turn is next: round-robin between owners. Who has fewer runs
 * before this one goes first, those that hold a slot included; among equals, who came first, where
 * an owner who was just served stands behind everybody who had come by then. Nobody starves: runs
 * end, and who comes later is never put before an owner who has none. Touched under the queue's
 * lock only.
 */
final class WaitingLine {

  private record Waiting(RunningExecution run, long number) {}

  private record Turn(RunningExecution run, int before, long since) {}

  private final List<Waiting> arrived = new ArrayList<>();
  private final Map<String, Long> served = new HashMap<>();
  private long numbers;

  int size() {
    return arrived.size();
  }

  void add(RunningExecution run) {
    arrived.add(new Waiting(run, ++numbers));
  }

  boolean remove(RunningExecution run) {
    return arrived.removeIf(waiting -> waiting.run().equals(run));
  }

  /** An owner gets a slot, out of the line or past an empty one. */
  void serve(Owner owner) {
    served.put(owner.name(), ++numbers);
  }

  /** An owner has no run left, and is a newcomer next time. */
  void forget(Owner owner) {
    served.remove(owner.name());
  }

  /**
   * Everybody, next one first.
   *
   * @param running how many runs of an owner hold a slot
   */
  List<RunningExecution> inTurn(ToIntFunction<String> running) {
    Map<String, Integer> before = new HashMap<>();
    List<Turn> turns = new ArrayList<>(arrived.size());
    for (Waiting waiting : arrived) {
      String owner = waiting.run().owner().name();
      int count = before.computeIfAbsent(owner, running::applyAsInt);
      before.put(owner, count + 1);
      long since = Math.max(waiting.number(), served.getOrDefault(owner, 0L));
      turns.add(new Turn(waiting.run(), count, since));
    }
    turns.sort(Comparator.comparingInt(Turn::before).thenComparingLong(Turn::since));
    return turns.stream().map(Turn::run).toList();
  }
}
