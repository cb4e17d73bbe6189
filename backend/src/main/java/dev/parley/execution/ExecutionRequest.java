package dev.parley.execution;

import static java.util.Objects.requireNonNull;

import dev.parley.language.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody asks to be run.
 *
 * @param id unique for ever; names the run in the log and, by label, its container
 * @param owner whom fairness counts this run against: a room, or a caller of the REST interface
 * @param files source files by relative path, the entry among them
 * @param entry the file to run
 * @param stdin what the program finds on its standard input before anybody types; may be empty
 * @param terminal the terminal's size, or empty for pipes with stdout and stderr apart, where
 *     standard input ends after {@code stdin}
 */
public record ExecutionRequest(
    String id,
    String owner,
    Language language,
    Map<String, String> files,
    String entry,
    List<String> arguments,
    String stdin,
    Optional<Window> terminal) {

  public ExecutionRequest {
    requireNonNull(id, "id");
    requireNonNull(owner, "owner");
    requireNonNull(language, "language");
    files = Map.copyOf(files);
    arguments = List.copyOf(arguments);
    requireNonNull(stdin, "stdin");
    requireNonNull(terminal, "terminal");
    if (!files.containsKey(entry)) {
      throw new IllegalArgumentException("the entry " + entry + " is not among the files");
    }
  }
}
