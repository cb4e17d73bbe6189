package dev.parley.storage;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known of one database from outside: everything that was ever acknowledged in it. */
final class KilledStore {

  private static final Pattern ACKNOWLEDGED = Pattern.compile("(\\d+) (\\d+)");
  private static final Pattern MADE = Pattern.compile("made (\\d+)\\.");
  private static final Pattern ERASING = Pattern.compile("erasing (\\d+)\\.");

  private final int number;
  private final Path folder;

  /** Room to the last seq that was ever acknowledged in it. */
  private final Map<Long, Long> acknowledged = new TreeMap<>();

  private long acknowledgements;
  private long erasures;

  KilledStore(int number, Path folder) {
    this.number = number;
    this.folder = folder;
  }

  /** What the next process is to do with it. */
  KillOrder order(boolean powerSafe, boolean all, boolean upkeep, Random random) {
    Optional<Integer> first = upkeep ? Optional.of(random.nextInt(3)) : Optional.empty();
    return new KillOrder(number, folder, powerSafe, all, false, first, acknowledged);
  }

  /** For a last look at everything, by a process that nobody kills. */
  KillOrder lastOrder() {
    return new KillOrder(number, folder, false, true, true, Optional.empty(), acknowledged);
  }

  /** The last line may have been cut by the kill; a cut number would only be smaller. */
  void heard(String line) {
    Matcher entry = ACKNOWLEDGED.matcher(line);
    Matcher made = MADE.matcher(line);
    Matcher erasing = ERASING.matcher(line);
    if (entry.matches()) {
      long seq = Long.parseLong(entry.group(2));
      // What is being erased may be there or not.
      acknowledged.computeIfPresent(
          Long.valueOf(entry.group(1)), (same, before) -> Math.max(before, seq));
      acknowledgements++;
    } else if (made.matches()) {
      acknowledged.put(Long.valueOf(made.group(1)), 2L);
    } else if (erasing.matches()) {
      acknowledged.remove(Long.valueOf(erasing.group(1)));
      erasures++;
    }
  }

  Path folder() {
    return folder;
  }

  long acknowledgements() {
    return acknowledgements;
  }

  long erasures() {
    return erasures;
  }
}
