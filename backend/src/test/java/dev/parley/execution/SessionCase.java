package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.language.Language;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An interactive session of a language as somebody at a terminal holds it: what is typed once the
 * prompt is there, what comes back, and how to leave. {@code runtimes/README.md} says what the keys
 * mean.
 *
 * @param exit the line that ends it; without one it ends with its input
 */
record SessionCase(String prompt, String typed, String answer, Optional<String> exit) {

  static List<SessionCase> of(Language language) throws IOException {
    List<SessionCase> cases = new ArrayList<>();
    for (JsonNode item : SmokeCase.items(language)) {
      if (item.has("repl")) {
        cases.add(
            new SessionCase(
                item.required("prompt").textValue(),
                item.required("repl").textValue(),
                item.required("answer").textValue(),
                Optional.ofNullable(item.path("exit").textValue())));
      }
    }
    return cases;
  }

  @Override
  public String toString() {
    return "session";
  }

  /** Holds the session on a terminal, among a room's usual files; what differs, a line each. */
  List<String> faults(RealEngine real, Language language) throws Exception {
    Heard heard = new Heard();
    Execution session =
        real.start(
            language.session(language.commands().repl(), language.limits()),
            Map.of(language.file(), language.starter()),
            "",
            Optional.of(Window.STANDARD),
            heard);
    try {
      heard.await(prompt);
      enter(session, heard, typed);
      heard.await(answer);
      heard.await(prompt.substring(prompt.length() - 2), answer);
      if (exit.isPresent()) {
        enter(session, heard, exit.get());
      } else {
        session.endInput();
      }
    } catch (AssertionError silence) {
      session.stop("the test");
      return List.of(silence.getMessage());
    }
    Verdict verdict = heard.verdict();
    return verdict.state() == Verdict.State.COMPLETED
        ? List.of()
        : List.of("it ended as " + verdict.reason() + ": " + heard.text());
  }

  /** As hands do: Enter comes after the line can be seen. Some take both at once for a paste. */
  private static void enter(Execution session, Heard heard, String line)
      throws InterruptedException {
    int before = heard.text().length();
    assertThat(session.input(line)).as("takes %s", line).isTrue();
    heard.awaitBeyond(before);
    session.input("\r");
  }
}
