package dev.parley.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.execution.Executions;
import dev.parley.execution.Stdin;
import dev.parley.execution.Window;
import dev.parley.language.Language;
import dev.parley.language.Languages;
import dev.parley.language.LimitCeiling;
import dev.parley.room.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a call that wants something run.
 *
 * @param code the one file's text; its name is its language's
 * @param files several files instead, the first of which is run
 * @param stdin what the program finds on its standard input
 * @param interactive whether input may follow {@code stdin}
 * @param terminal gives the program a terminal of that size instead of pipes
 * @param untilEnd whether the answer is to come with the end of the run
 */
record ExecutionOrder(
    String language,
    Optional<String> code,
    Optional<List<NewFile>> files,
    Optional<String> stdin,
    Optional<Boolean> interactive,
    Optional<List<String>> args,
    Optional<Limits> limits,
    Optional<Terminal> terminal,
    @JsonProperty("wait") Optional<Boolean> untilEnd) {

  private static final int ARGUMENTS = 64;
  private static final long DAY_MS = 86_400_000;
  private static final long LEAST_MEMORY = 16L << 20;
  private static final int MOST_CELLS = 1_000;

  record NewFile(String file, String text) {}

  record Terminal(int columns, int rows) {}

  /** Lower limits than the language's; higher ones mean nothing. Sizes are bytes. */
  record Limits(
      Optional<Long> wallMs,
      Optional<Long> idleMs,
      Optional<Long> cpuMs,
      Optional<Long> memory,
      Optional<Long> output) {

    LimitCeiling ceiling() throws Refused {
      return new LimitCeiling(
          time("limits.wall_ms", wallMs),
          time("limits.idle_ms", idleMs),
          time("limits.cpu_ms", cpuMs),
          Optional.empty(),
          within("limits.memory", memory, LEAST_MEMORY),
          Optional.empty(),
          within("limits.output", output, 1));
    }

    private static Optional<Duration> time(String name, Optional<Long> ms) throws Refused {
      if (ms.isPresent() && (ms.get() < 1 || ms.get() > DAY_MS)) {
        throw new Refused(
            Problem.malformed(name + " must be a whole number from 1 to " + DAY_MS + "."));
      }
      return ms.map(Duration::ofMillis);
    }

    private static Optional<Long> within(String name, Optional<Long> bytes, long least)
        throws Refused {
      if (bytes.isPresent() && bytes.get() < least) {
        throw new Refused(Problem.malformed(name + " must be " + least + " or more."));
      }
      return bytes;
    }
  }

  ExecutionOrder {
    requireNonNull(language, "language");
  }

  boolean waits() {
    return untilEnd.orElse(false);
  }

  Executions.Order order(String id, String address, Languages languages) throws Refused {
    Language spoken =
        languages
            .find(language)
            .orElseThrow(
                () ->
                    new Refused(
                        Refusal.Code.UNKNOWN_LANGUAGE, "This server knows no such language."));
    Map<String, String> sources = sources(spoken);
    List<String> arguments = args.orElse(List.of());
    if (arguments.size() > ARGUMENTS || arguments.stream().anyMatch(a -> a == null)) {
      throw new Refused(Problem.malformed("args has at most " + ARGUMENTS + " texts."));
    }
    return new Executions.Order(
        id,
        address,
        spoken,
        limits.isPresent() ? limits.get().ceiling() : LimitCeiling.NONE,
        sources,
        sources.keySet().iterator().next(),
        arguments,
        new Stdin(stdin.orElse(""), interactive.orElse(terminal.isPresent())),
        terminal.isPresent() ? Optional.of(window(terminal.get())) : Optional.empty());
  }

  private Map<String, String> sources(Language spoken) throws Refused {
    if (code.isPresent() == files.filter(all -> !all.isEmpty()).isPresent()) {
      throw new Refused(Problem.malformed("code or files must be given, one of the two."));
    }
    Map<String, String> sources = new LinkedHashMap<>();
    code.ifPresent(text -> sources.put(spoken.file(), text));
    for (NewFile file : files.orElse(List.of())) {
      if (file == null || file.file() == null || file.text() == null) {
        throw new Refused(Problem.malformed("Each of files has a file, its name, and a text."));
      }
      if (sources.put(file.file(), file.text()) != null) {
        throw new Refused(Problem.malformed("files has a name twice."));
      }
    }
    return sources;
  }

  private static Window window(Terminal size) throws Refused {
    if (size.columns() < 1
        || size.columns() > MOST_CELLS
        || size.rows() < 1
        || size.rows() > MOST_CELLS) {
      throw new Refused(
          Problem.malformed("terminal has columns and rows from 1 to " + MOST_CELLS + "."));
    }
    return new Window(size.columns(), size.rows());
  }
}
