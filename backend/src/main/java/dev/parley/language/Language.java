package dev.parley.language;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * One language as its folder describes it.
 *
 * @param id the name on the wire, such as {@code python}
 * @param name for people
 * @param version of the interpreter or compiler, for people
 * @param aliases other names by which clients may ask for it
 * @param file the name of the file a room starts with
 * @param extensions of its files' names, in lower case and without the dot
 * @param highlight the editor's name for its grammar
 * @param order the place in pickers, smallest first; the images are made ready in this order
 * @param warm the command of a process that waits in a warm container for its program; empty when
 *     the supervisor forks at run time
 * @param compile the command that must succeed first; empty when there is nothing to compile.
 *     {@code {file}} stands for the entry file
 * @param run the command that runs the program when {@code warm} is empty
 * @param repl the command of an interactive session in the language; empty where there is none
 * @param starter the program a new room starts with
 */
public record Language(
    String id,
    String name,
    String version,
    List<String> aliases,
    String file,
    List<String> extensions,
    String highlight,
    int order,
    List<String> warm,
    List<String> compile,
    List<String> run,
    List<String> repl,
    Map<String, String> environment,
    Limits limits,
    String starter) {

  public Language {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(highlight, "highlight");
    requireNonNull(limits, "limits");
    requireNonNull(starter, "starter");
    aliases = List.copyOf(aliases);
    extensions = List.copyOf(extensions);
    warm = List.copyOf(warm);
    compile = List.copyOf(compile);
    run = List.copyOf(run);
    repl = List.copyOf(repl);
    environment = Map.copyOf(environment);
  }

  /** The same language under other limits. */
  public Language within(Limits others) {
    return with(warm, compile, run, repl, environment, others);
  }

  /**
   * The same language for a session of a command of its own: nothing is compiled and nothing waits
   * warm.
   */
  public Language session(List<String> command, Limits others) {
    return with(List.of(), List.of(), command, repl, environment, others);
  }

  /** The same with nothing started ahead or compiled, and a command in the program's place. */
  public Language running(List<String> command) {
    return with(List.of(), List.of(), command, List.of(), Map.of(), limits);
  }

  private Language with(
      List<String> ahead,
      List<String> compiler,
      List<String> command,
      List<String> session,
      Map<String, String> variables,
      Limits others) {
    return new Language(
        id,
        name,
        version,
        aliases,
        file,
        extensions,
        highlight,
        order,
        ahead,
        compiler,
        command,
        session,
        variables,
        others,
        starter);
  }
}
