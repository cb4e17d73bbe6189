package dev.parley.language;

import java.util.List;
import java.util.stream.Stream;

/**
 * The commands of a language, as words; empty where it has none of a kind. In {@code compile} and
 * {@code run} {@code {file}} stands for the entry file. Arguments stay arguments: no shell.
 *
 * @param warm starts the process that waits in a container made ahead, for the program it is to run
 * @param cold starts the process that takes the program in a container somebody waits for; where
 *     there is none, the supervisor starts the program by itself
 * @param compile must succeed first
 * @param run runs the program; a process that takes it has file and arguments from here
 * @param repl begins an interactive session
 */
public record Commands(
    List<String> warm,
    List<String> cold,
    List<String> compile,
    List<String> run,
    List<String> repl) {

  private static final String FILE = "{file}";

  public Commands {
    warm = List.copyOf(warm);
    cold = List.copyOf(cold);
    compile = List.copyOf(compile);
    run = List.copyOf(run);
    repl = List.copyOf(repl);
  }

  /** One command, before which nothing is started or compiled. */
  public static Commands only(List<String> run) {
    return new Commands(List.of(), List.of(), List.of(), run, List.of());
  }

  /** The compile command for an entry file; empty when there is nothing to compile. */
  public List<String> compiling(String entry) {
    return filled(compile, entry).toList();
  }

  /** The run command for an entry file, its arguments behind. */
  public List<String> running(String entry, List<String> arguments) {
    return Stream.concat(filled(run, entry), arguments.stream()).toList();
  }

  private static Stream<String> filled(List<String> command, String entry) {
    return command.stream().map(word -> word.replace(FILE, entry));
  }
}
