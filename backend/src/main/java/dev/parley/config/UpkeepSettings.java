package dev.parley.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a server does by itself with what it has stored.
 *
 * @param retention how long a room is kept after its last event; zero for ever
 * @param backups where backups go; empty for nowhere
 * @param kept how many of them are kept
 * @param checked how many rooms are checked at the start, the newest ones
 * @param first how long after the start everything that is done again and again is done first
 * @param every how often it is done
 */
public record UpkeepSettings(
    Duration retention,
    Optional<Path> backups,
    int kept,
    int checked,
    Duration first,
    Duration every) {

  public UpkeepSettings {
    requireNonNull(retention, "retention");
    requireNonNull(backups, "backups");
    requireNonNull(first, "first");
    requireNonNull(every, "every");
    if (kept < 1 || checked < 0 || retention.isNegative() || !every.isPositive()) {
      throw new IllegalArgumentException("a bound of the upkeep is below its least value");
    }
  }
}
