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
 * @param environment variables of everything that runs in its containers
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
    Commands commands,
    Map<String, String> environment,
    Limits limits,
    String starter) {

  public Language {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(highlight, "highlight");
    requireNonNull(commands, "commands");
    requireNonNull(limits, "limits");
    requireNonNull(starter, "starter");
    aliases = List.copyOf(aliases);
    extensions = List.copyOf(extensions);
    environment = Map.copyOf(environment);
  }

  /** The same language under other limits. */
  public Language within(Limits others) {
    return with(commands, environment, others);
  }

  /**
   * The same language for a session of a command of its own: nothing is compiled or started ahead.
   */
  public Language session(List<String> command, Limits others) {
    return with(Commands.only(command), environment, others);
  }

  /** The same with nothing started ahead or compiled, and a command in the program's place. */
  public Language running(List<String> command) {
    return with(Commands.only(command), Map.of(), limits);
  }

  private Language with(Commands others, Map<String, String> variables, Limits limited) {
    return new Language(
        id,
        name,
        version,
        aliases,
        file,
        extensions,
        highlight,
        order,
        others,
        variables,
        limited,
        starter);
  }
}
