package dev.parley.container;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One program for one sandbox.
 *
 * @param files contents by path relative to the working folder
 * @param compile the command that must succeed first; may be empty
 * @param run the program's command; a warm child takes what stands behind the first word
 * @param terminal the size of its terminal, or empty for pipes
 * @param compileLimit how long the compiler may take
 * @param wall how long the program may take
 * @param idle how long it may neither write, nor be given anything, nor compute
 * @param cpu how much processor time it may use
 * @param output how many bytes the program may write
 */
public record RunRequest(
    Map<String, String> files,
    List<String> compile,
    List<String> run,
    Optional<Terminal> terminal,
    Duration compileLimit,
    Duration wall,
    Duration idle,
    Duration cpu,
    long output) {

  public RunRequest {
    files = Map.copyOf(files);
    compile = List.copyOf(compile);
    run = List.copyOf(run);
    requireNonNull(terminal, "terminal");
    requireNonNull(compileLimit, "compileLimit");
    requireNonNull(wall, "wall");
    requireNonNull(idle, "idle");
    requireNonNull(cpu, "cpu");
  }

  /** A terminal's size in character cells. */
  public record Terminal(int columns, int rows) {}
}
