package dev.parley.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.files.FileName;
import java.util.Optional;

/** What a request may contain. Its file names are harmless ones, see {@link FileName}. */
final class RequestCheck {

  private final ExecutionSettings settings;

  RequestCheck(ExecutionSettings settings) {
    this.settings = settings;
  }

  /** What is wrong, in one sentence; empty when nothing is. */
  Optional<String> fault(ExecutionRequest request) {
    if (request.files().size() > settings.files()) {
      return Optional.of("A run takes at most " + settings.files() + " files.");
    }
    long source = 0;
    for (var file : request.files().entrySet()) {
      Optional<String> fault = FileName.fault(file.getKey());
      if (fault.isPresent()) {
        return fault;
      }
      source += file.getValue().getBytes(UTF_8).length;
    }
    if (source > settings.source()) {
      return Optional.of(
          "The files of a run are " + Sentences.size(settings.source()) + " at most.");
    }
    if (request.stdin().text().getBytes(UTF_8).length > settings.input()) {
      return Optional.of("The input of a run is " + Sentences.size(settings.input()) + " at most.");
    }
    return argumentFault(request);
  }

  private Optional<String> argumentFault(ExecutionRequest request) {
    if (request.arguments().stream().anyMatch(a -> a.indexOf('\0') >= 0)) {
      return Optional.of("An argument holds no NUL.");
    }
    // An argument costs its bytes and its end, so that empty ones are bounded too.
    long size = request.arguments().stream().mapToLong(a -> a.getBytes(UTF_8).length + 256L).sum();
    return size > settings.arguments()
        ? Optional.of("The arguments of a run are too many or too long.")
        : Optional.empty();
  }
}
