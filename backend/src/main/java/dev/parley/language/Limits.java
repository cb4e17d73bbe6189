package dev.parley.language;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What one run may use. Sizes are bytes.
 *
 * @param wall from the program's start to its end
 * @param compile from the compiler's start to its end
 * @param memory of all processes together, files in memory included; there is no swap
 * @param processes processes and threads together
 * @param files open files per process
 * @param fileSize of one file
 * @param work the working folder
 * @param temporary {@code /tmp}
 * @param output what may be written before it is cut
 */
public record Limits(
    Duration wall,
    Duration compile,
    long memory,
    int processes,
    int files,
    long fileSize,
    long work,
    long temporary,
    long output) {

  public Limits {
    requireNonNull(wall, "wall");
    requireNonNull(compile, "compile");
    if (wall.isNegative() || wall.isZero() || compile.isNegative() || compile.isZero()) {
      throw new IllegalArgumentException("a time limit is positive");
    }
    if (memory <= 0
        || processes <= 0
        || files <= 0
        || fileSize <= 0
        || work <= 0
        || temporary <= 0
        || output <= 0) {
      throw new IllegalArgumentException("a limit is positive");
    }
  }
}
