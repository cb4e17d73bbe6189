package dev.parley.room;

import dev.parley.execution.ExecutionRequest;
import dev.parley.execution.Owner;
import dev.parley.execution.Stdin;
import dev.parley.language.Language;
import dev.parley.language.Languages;
import dev.parley.room.Refusal.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a room can run: one of its files as a program, with the others beside it, or a session of
 * another command among them. Lives on the room's lane.
 */
final class Programs {

  /** Every image has it. */
  private static final List<String> SHELL =
      List.of(
          "env", "PS1=\\w \\$ ", "HOME=/work", "HISTFILE=", "bash", "--norc", "--noprofile", "-i");

  private final UUID room;
  private final Cabinet cabinet;
  private final Languages languages;
  private final SessionLimits sessions;

  Programs(UUID room, Cabinet cabinet, Languages languages, SessionLimits sessions) {
    this.room = room;
    this.cabinet = cabinet;
    this.languages = languages;
    this.sessions = sessions;
  }

  /** The language of a file as people see it. */
  Optional<Language> spoken(SharedFile file) {
    return languages.find(file.language());
  }

  /** The language in which a file is to run, with the command of what is asked for; or why not. */
  Result<Language> language(SharedFile file, Command.Execute command) {
    Optional<Language> spoken = languages.find(command.language().orElse(file.label().language()));
    return spoken
        .map(language -> inMode(language, command.mode()))
        .orElseGet(() -> Result.no(unspoken(file, command)));
  }

  /** A session is a run of another command, with limits of its own. */
  private Result<Language> inMode(Language language, RunMode mode) {
    return switch (mode) {
      case RUN -> Result.yes(language);
      case REPL ->
          language.commands().repl().isEmpty()
              ? Result.no(sessionless(language))
              : session(language, language.commands().repl());
      case SHELL -> session(language, SHELL);
    };
  }

  private Result<Language> session(Language language, List<String> command) {
    return Result.yes(language.session(command, sessions.over(language.limits())));
  }

  private static Refusal sessionless(Language language) {
    return Refusal.of(
        Code.INVALID_MESSAGE,
        language.name() + " has no interactive session here. Open a shell instead.");
  }

  private static Refusal unspoken(SharedFile file, Command.Execute command) {
    return command.language().isPresent()
        ? Filing.unknownLanguage()
        : Refusal.of(
            Code.UNKNOWN_LANGUAGE,
            file.label().name() + " is in no language that can be run. Run another file.");
  }

  /** Asks for a run of a file, with the texts that all files have now. */
  ExecutionRequest request(String id, Language language, SharedFile file, Command.Execute command) {
    Map<String, String> sources = new LinkedHashMap<>();
    cabinet.files().forEach(f -> sources.put(f.label().name(), f.head().text()));
    String entry = runnable(file.label().name(), language, sources);
    if (!entry.equals(file.label().name())) {
      sources.remove(file.label().name());
      sources.put(entry, file.head().text());
    }
    return new ExecutionRequest(
        id,
        new Owner("room " + room, 1),
        language,
        language.limits(),
        sources,
        entry,
        command.arguments(),
        new Stdin(command.stdin(), true),
        Optional.of(command.window()));
  }

  /** A file runs under a name its language takes, whatever it is called in the room. */
  private static String runnable(String name, Language language, Map<String, String> sources) {
    String extension = Languages.extension(name);
    if (language.extensions().contains(extension.toLowerCase(Locale.ROOT))) {
      return name;
    }
    String stem =
        extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
    String ending = "." + Languages.extension(language.file());
    return Stream.concat(
            Stream.of(language.file(), stem + ending),
            IntStream.iterate(2, n -> n + 1).mapToObj(n -> stem + "_" + n + ending))
        .filter(free -> !sources.containsKey(free))
        .findFirst()
        .orElseThrow();
  }
}
