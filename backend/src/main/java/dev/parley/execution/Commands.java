package dev.parley.execution;

import java.util.ArrayList;
import java.util.List;

/** Fills a language's command with what a request names. Arguments stay arguments: no shell. */
final class Commands {

  private Commands() {}

  /** Puts the entry for {@code {file}} and the arguments behind; an empty command stays empty. */
  static List<String> fill(List<String> command, String entry, List<String> arguments) {
    if (command.isEmpty()) {
      return List.of();
    }
    List<String> filled = new ArrayList<>();
    command.forEach(word -> filled.add(word.replace("{file}", entry)));
    filled.addAll(arguments);
    return filled;
  }
}
