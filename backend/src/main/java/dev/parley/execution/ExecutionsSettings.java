package dev.parley.execution;

import static java.util.Objects.requireNonNull;

import dev.parley.language.LimitCeiling;
import java.time.Duration;
import java.util.Optional;

/**
 * The bounds of running without a room, by programs that ask over HTTP.
 *
 * @param access who may
 * @param token what has to be shown where {@code access} asks for it
 * @param atOnce runs of one network address, running or waiting
 * @param perMinute runs that one network address may start in a minute
 * @param addresses network addresses that are remembered, the last ones
 * @param ceiling above the limits of no run; nobody watches, so they are lower than in a room
 * @param kept runs remembered, those under way included
 * @param keptUnits UTF-16 units of output remembered of all of them
 * @param keep how long a run is remembered after its end
 * @param watchers who may follow one run at the same time
 * @param patience how long a call waits for the end of a run
 * @param heartbeat between two signs of life to who follows a silent run
 */
public record ExecutionsSettings(
    Access access,
    Optional<String> token,
    int atOnce,
    int perMinute,
    int addresses,
    LimitCeiling ceiling,
    int kept,
    long keptUnits,
    Duration keep,
    int watchers,
    Duration patience,
    Duration heartbeat) {

  /** Who may run programs without a room. */
  public enum Access {
    /** Everybody, within the bounds of an address. */
    OPEN,
    /** Who shows the token. */
    TOKEN,
    /** Nobody. */
    OFF
  }

  public ExecutionsSettings {
    requireNonNull(access, "access");
    requireNonNull(token, "token");
    requireNonNull(ceiling, "ceiling");
    requireNonNull(keep, "keep");
    requireNonNull(patience, "patience");
    requireNonNull(heartbeat, "heartbeat");
    if (access == Access.TOKEN && token.isEmpty()) {
      throw new IllegalArgumentException("access by token needs one");
    }
    if (atOnce < 1 || perMinute < 1 || addresses < 1 || kept < 1 || keptUnits < 1 || watchers < 1) {
      throw new IllegalArgumentException("the bounds of running without a room are positive");
    }
  }

  /** What a server starts with, for an access. */
  public static ExecutionsSettings standard(Access access, Optional<String> token) {
    return new ExecutionsSettings(
        access,
        token,
        4,
        60,
        10_000,
        LimitCeiling.NONE.withTimes(
            Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(15)),
        500,
        32L << 20,
        Duration.ofMinutes(10),
        8,
        Duration.ofSeconds(60),
        Duration.ofSeconds(15));
  }
}
