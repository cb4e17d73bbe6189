package dev.parley.language;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What one run may use. Sizes are bytes.
 *
 * @param wall from the program's start to its end
 * @param idle how long a program may neither write, nor be given anything, nor compute
 * @param cpu processor time of the program and everything it starts
 * @param compile from the compiler's start to its end
 * @param memory of all processes together, files in memory included; there is no swap
 * @param processes processes and threads together
 * @param files open files per process
 * @param fileSize of one file
 * @param work the working folder
 * @param temporary {@code /tmp}
 * @param inodes files and folders in the working folder
 * @param output what may be written before it is cut
 */
public record Limits(
    Duration wall,
    Duration idle,
    Duration cpu,
    Duration compile,
    long memory,
    int processes,
    int files,
    long fileSize,
    long work,
    long temporary,
    int inodes,
    long output) {

  public Limits {
    if (Stream.of(wall, idle, cpu, compile).anyMatch(time -> !time.isPositive())) {
      throw new IllegalArgumentException("a time limit is positive");
    }
    if (LongStream.of(memory, processes, files, fileSize, work, temporary, inodes, output)
        .anyMatch(limit -> limit <= 0)) {
      throw new IllegalArgumentException("a limit is positive");
    }
  }

  /** The same where the ceiling is higher, the ceiling elsewhere. */
  public Limits within(LimitCeiling ceiling) {
    return new Limits(
        least(wall, ceiling.wall()),
        least(idle, ceiling.idle()),
        least(cpu, ceiling.cpu()),
        least(compile, ceiling.compile()),
        ceiling.memory().map(most -> Math.min(most, memory)).orElse(memory),
        ceiling.processes().map(most -> Math.min(most, processes)).orElse(processes),
        files,
        fileSize,
        work,
        temporary,
        inodes,
        ceiling.output().map(most -> Math.min(most, output)).orElse(output));
  }

  private static Duration least(Duration limit, Optional<Duration> ceiling) {
    return ceiling.filter(most -> most.compareTo(limit) < 0).orElse(limit);
  }
}
