package dev.parley.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.language.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * One program of a language's {@code smoke/} and what must come of it; {@code runtimes/README.md}
 * says what the keys mean.
 */
record SmokeCase(
    String file,
    String input,
    Optional<String> stdout,
    List<String> contains,
    List<String> absent,
    int code,
    boolean compiles) {

  private static final JsonMapper MAPPER = new JsonMapper();

  static List<SmokeCase> of(Language language) throws IOException {
    List<SmokeCase> cases = new ArrayList<>();
    for (JsonNode item : items(language)) {
      if (item.has("repl")) {
        continue;
      }
      cases.add(
          new SmokeCase(
              item.required("file").textValue(),
              item.path("input").asText(""),
              Optional.ofNullable(item.path("stdout").textValue()),
              texts(item.path("contains")),
              texts(item.path("absent")),
              item.required("code").intValue(),
              !item.path("why").asText("exit").equals("compile")));
    }
    return cases;
  }

  /** What stands in the list, sessions ({@link SessionCase}) among it. */
  static JsonNode items(Language language) throws IOException {
    return MAPPER.readTree(folder(language).resolve("smoke.json").toFile());
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::textValue).toList();
  }

  private static Path folder(Language language) {
    return RealEngine.ROOT.resolve("runtimes").resolve(language.id()).resolve("smoke");
  }

  @Override
  public String toString() {
    return file;
  }

  /** Runs the program on pipes; what differs, a line each. */
  List<String> faults(RealEngine real, Language language) throws Exception {
    Heard heard = new Heard();
    real.start(
        language, Files.readString(folder(language).resolve(file)), input, Optional.empty(), heard);
    return faults(heard.verdict(), heard);
  }

  private List<String> faults(Verdict verdict, Heard heard) {
    List<String> faults = new ArrayList<>();
    boolean compiled = verdict.reason() != Verdict.Reason.COMPILE_ERROR;
    if (compiles != compiled) {
      faults.add("it ended as " + verdict.reason());
    }
    if (compiled && verdict.exitCode().orElse(-1) != code) {
      faults.add("it exited with " + verdict.exitCode() + ", not " + code);
    }
    String out = heard.only(OutputKind.STDOUT);
    stdout
        .filter(expected -> !expected.equals(out))
        .ifPresent(e -> faults.add("stdout is not " + e));
    String text = heard.text();
    contains.stream()
        .filter(piece -> !text.contains(piece))
        .forEach(piece -> faults.add("it does not say " + piece));
    absent.stream().filter(text::contains).forEach(piece -> faults.add("it says " + piece));
    if (!faults.isEmpty()) {
      faults.add("it says: " + text);
    }
    return faults;
  }
}
