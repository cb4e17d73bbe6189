package dev.parley.room;

import dev.parley.execution.Execution;
import dev.parley.execution.OutputKind;
import dev.parley.execution.Place;
import dev.parley.execution.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The run a room has, or had last: where it stands and, up to a bound, what it printed, for those
 * who come later. Lives on the room's lane.
 */
final class RoomRun {

  private final String id;
  private final String language;
  private final String by;
  private final RunMode mode;
  private final InputHolder input;
  private final int kept;
  private final Deque<Answer.RunSoFar.Chunk> output = new ArrayDeque<>();
  private int units;
  private long chunks;
  private int place = 1;
  private Optional<Duration> expected = Optional.empty();
  private boolean awaitsInput;
  private boolean started;
  private Execution execution;
  private Verdict verdict;

  RoomRun(String id, String language, String by, RunMode mode, int kept) {
    this.id = id;
    this.language = language;
    this.by = by;
    this.mode = mode;
    this.input = new InputHolder(by);
    this.kept = kept;
  }

  String id() {
    return id;
  }

  String language() {
    return language;
  }

  String by() {
    return by;
  }

  RunMode mode() {
    return mode;
  }

  /** Who may type. */
  InputHolder input() {
    return input;
  }

  boolean isActive() {
    return verdict == null;
  }

  void runsAs(Execution execution) {
    this.execution = execution;
  }

  Execution execution() {
    return execution;
  }

  void queuedAt(Place where) {
    place = where.number();
    expected = where.expected();
  }

  void start() {
    started = true;
    place = 0;
    expected = Optional.empty();
  }

  void awaitInput(boolean awaits) {
    awaitsInput = awaits;
  }

  /** Numbers a piece of output and keeps it, dropping the oldest beyond the bound. */
  Answer.RunSoFar.Chunk print(OutputKind stream, String data, long at) {
    Answer.RunSoFar.Chunk chunk = new Answer.RunSoFar.Chunk(chunks++, stream, data, at);
    output.add(chunk);
    units += data.length();
    while (units > kept && output.size() > 1) {
      units -= output.remove().data().length();
    }
    return chunk;
  }

  void finish(Verdict verdict) {
    this.verdict = verdict;
  }

  String state() {
    if (verdict != null) {
      return verdict.state().name();
    }
    return started ? "RUNNING" : "QUEUED";
  }

  int place() {
    return place;
  }

  /** How long until it runs, as far as that is known. */
  Optional<Long> expectedMs() {
    return expected.map(Duration::toMillis);
  }

  Answer.RunSoFar soFar() {
    return new Answer.RunSoFar(
        id,
        state(),
        language,
        by,
        mode,
        isActive() ? input.holder() : Optional.empty(),
        isActive() ? input.asking() : List.of(),
        place,
        expectedMs(),
        awaitsInput && isActive(),
        List.copyOf(output),
        Optional.ofNullable(verdict));
  }
}
