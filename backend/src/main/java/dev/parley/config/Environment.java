package dev.parley.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads settings and collects every fault, so that one start tells them all. */
final class Environment {

  private static final String PREFIX = "PARLEY_";

  /** What the scripts around the server read; the server only knows that they exist. */
  private static final Set<String> OF_THE_SCRIPTS =
      Set.of(
          "PARLEY_JAVA_OPTIONS",
          "PARLEY_NO_INSTALL",
          "PARLEY_PULL_SECONDS",
          "PARLEY_BUILD_SPACE",
          "PARLEY_LOG_FOLDER");

  private final Map<String, String> variables;
  private final Set<String> known = new HashSet<>(OF_THE_SCRIPTS);
  private final List<String> faults = new ArrayList<>();

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  /** A setting's value; an empty one counts as not given. */
  Optional<String> text(String name) {
    known.add(name);
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** A whole number between two bounds. */
  int whole(String name, int otherwise, int least, int most) {
    return read(
        name,
        otherwise,
        "a whole number from " + least + " to " + most,
        value -> {
          int number = Integer.parseInt(value);
          if (number < least || number > most) {
            throw new IllegalArgumentException();
          }
          return number;
        });
  }

  /** One of some words. */
  String oneOf(String name, String otherwise, List<String> words) {
    return read(
        name,
        otherwise,
        "one of " + String.join(", ", words),
        value -> {
          if (!words.contains(value)) {
            throw new IllegalArgumentException();
          }
          return value;
        });
  }

  /** Anything a function can read; it throws {@link RuntimeException} where it cannot. */
  <T> T read(String name, T otherwise, String what, Function<String, T> reader) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      return reader.apply(value.get());
    } catch (RuntimeException e) {
      faults.add(name + " must be " + what + ", not \"" + value.get() + "\".");
      return otherwise;
    }
  }

  /**
   * To be called when everything was read.
   *
   * @throws InvalidSettings when anything was wrong, or is set that nobody knows
   */
  void finish() {
    for (String name : new TreeSet<>(variables.keySet())) {
      if (name.startsWith(PREFIX) && !known.contains(name)) {
        faults.add(name + " is no setting of this server; .env.example lists them all.");
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidSettings(faults);
    }
  }
}
