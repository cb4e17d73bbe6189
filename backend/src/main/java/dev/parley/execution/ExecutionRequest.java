package dev.parley.execution;

import static java.util.Objects.requireNonNull;

import dev.parley.language.Language;
import dev.parley.language.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody asks to be run.
 *
 * @param id unique for ever; names the run in the log and, by label, its container
 * @param limits of this run, none above the language's
 * @param files source files by relative path, the entry among them
 * @param entry the file to run
 * @param terminal the terminal's size, or empty for pipes with stdout and stderr apart
 */
public record ExecutionRequest(
    String id,
    Owner owner,
    Language language,
    Limits limits,
    Map<String, String> files,
    String entry,
    List<String> arguments,
    Stdin stdin,
    Optional<Window> terminal) {

  public ExecutionRequest {
    requireNonNull(id, "id");
    requireNonNull(owner, "owner");
    requireNonNull(language, "language");
    requireNonNull(limits, "limits");
    files = Map.copyOf(files);
    arguments = List.copyOf(arguments);
    requireNonNull(stdin, "stdin");
    requireNonNull(terminal, "terminal");
    if (!files.containsKey(entry)) {
      throw new IllegalArgumentException("the entry " + entry + " is not among the files");
    }
  }
}
