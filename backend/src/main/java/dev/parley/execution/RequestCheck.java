package dev.parley.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request may contain. File names are of letters, digits and a few harmless signs, so none
 * can mean anything to a shell, a path or an option, in the container or outside.
 */
final class RequestCheck {

  private static final int MAX_PATH = 200;
  private static final int MAX_FOLDERS = 8;
  private static final Pattern NAME =
      Pattern.compile(
          "[\\p{L}\\p{Nd}_](?:[\\p{L}\\p{M}\\p{Nd}_.+ -]{0,98}[\\p{L}\\p{M}\\p{Nd}_+-])?");
  private static final Pattern RESERVED =
      Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?", Pattern.CASE_INSENSITIVE);

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
      if (!isPath(file.getKey())) {
        return Optional.of(
            "A file name has letters, digits and any of _ . + - in folders, nothing else.");
      }
      source += file.getValue().getBytes(UTF_8).length;
    }
    if (source > settings.source()) {
      return Optional.of(
          "The files of a run are " + Sentences.size(settings.source()) + " at most.");
    }
    if (request.stdin().getBytes(UTF_8).length > settings.input()) {
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

  private static boolean isPath(String path) {
    if (path.getBytes(UTF_8).length > MAX_PATH) {
      return false;
    }
    String[] names = path.split("/", -1);
    if (names.length > MAX_FOLDERS) {
      return false;
    }
    for (String name : names) {
      if (!NAME.matcher(name).matches() || RESERVED.matcher(name).matches()) {
        return false;
      }
    }
    return true;
  }
}
