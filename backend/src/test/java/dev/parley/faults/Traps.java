package dev.parley.faults;

import dev.parley.failpoint.Failpoint;
import dev.parley.failpoint.Failpoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What happens at failpoints, spelt {@code POINT=ACTION@NUMBER}, several with commas between: at
 * the given arrival ({@code 3+}: from it on) the process halts ({@code halt}), waits ({@code
 * delay:MILLIS}) or fails ({@code throw}).
 */
final class Traps implements Failpoints {

  /** The exit code of a process that halted in a trap. */
  static final int HALTED = 86;

  /** What a trap throws. */
  static final class Sprung extends RuntimeException {
    private static final long serialVersionUID = 1;

    Sprung(Failpoint point) {
      super("a trap at " + point);
    }
  }

  private record Trap(String action, Duration delay, long arrival, boolean always) {

    boolean isDue(long now) {
      return always ? now >= arrival : now == arrival;
    }
  }

  private final Map<Failpoint, List<Trap>> traps = new EnumMap<>(Failpoint.class);
  private final Map<Failpoint, AtomicLong> arrivals = new ConcurrentHashMap<>();

  private Traps() {}

  /**
   * Reads traps; an empty text has none.
   *
   * @throws IllegalArgumentException when it is not spelt as above
   */
  static Traps parse(String spelt) {
    Traps all = new Traps();
    for (String each : spelt.isBlank() ? new String[0] : spelt.split(",", -1)) {
      String[] parts = each.split("[=@]", -1);
      if (parts.length != 3) {
        throw new IllegalArgumentException("POINT=ACTION@NUMBER is not " + each);
      }
      String[] action = parts[1].split(":", -1);
      boolean always = parts[2].endsWith("+");
      all.traps
          .computeIfAbsent(Failpoint.valueOf(parts[0]), point -> new ArrayList<>())
          .add(
              new Trap(
                  action[0],
                  Duration.ofMillis(action.length > 1 ? Long.parseLong(action[1]) : 0),
                  Long.parseLong(always ? parts[2].substring(0, parts[2].length() - 1) : parts[2]),
                  always));
    }
    return all;
  }

  @Override
  public void reach(Failpoint point) {
    long arrival = arrivals.computeIfAbsent(point, p -> new AtomicLong()).incrementAndGet();
    for (Trap trap : traps.getOrDefault(point, List.of())) {
      if (trap.isDue(arrival)) {
        spring(point, trap);
      }
    }
  }

  private static void spring(Failpoint point, Trap trap) {
    switch (trap.action()) {
      case "halt" -> Runtime.getRuntime().halt(HALTED);
      case "delay" -> LockSupport.parkNanos(trap.delay().toNanos());
      case "throw" -> throw new Sprung(point);
      default -> throw new IllegalArgumentException("no trap does " + trap.action());
    }
  }
}
