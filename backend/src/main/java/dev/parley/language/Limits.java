package dev.parley.language;

import java.time.Duration;
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

  /** The same but for how long a program may run, be idle and compute. */
  public Limits withTimes(Duration wall, Duration idle, Duration cpu) {
    return with(wall, idle, cpu, output);
  }

  /** The same but for how much may be written. */
  public Limits withOutput(long output) {
    return with(wall, idle, cpu, output);
  }

  private Limits with(Duration wall, Duration idle, Duration cpu, long output) {
    return new Limits(
        wall, idle, cpu, compile, memory, processes, files, fileSize, work, temporary, inodes,
        output);
  }

  /** The same where the ceiling is higher, the ceiling elsewhere. */
  public Limits within(LimitCeiling ceiling) {
    return new Limits(
        LimitCeiling.lower(wall, ceiling.wall()),
        LimitCeiling.lower(idle, ceiling.idle()),
        LimitCeiling.lower(cpu, ceiling.cpu()),
        LimitCeiling.lower(compile, ceiling.compile()),
        LimitCeiling.lower(memory, ceiling.memory()),
        LimitCeiling.lower(processes, ceiling.processes()),
        files,
        fileSize,
        work,
        temporary,
        inodes,
        LimitCeiling.lower(output, ceiling.output()));
  }
}
