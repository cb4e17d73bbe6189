package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.execution.Verdict.Reason;
import dev.parley.execution.Verdict.State;
import dev.parley.language.Language;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every language of a build runs its own smoke programs, and greets whoever it asks. */
class LanguagesEngineTest {

  /** Those that every build tries; {@code -Dparley.languages=} others. */
  private static final List<String> EXPECTED =
      List.of(
          System.getProperty(
                  "parley.languages",
                  "python,javascript,java,cpp,bash,typescript,c,go,rust,ruby,php,perl,lua,sql")
              .split(","));

  private static final String PROMPT = "Your name: ";

  @AutoClose private static RealEngine real;

  @BeforeAll
  static void open() throws IOException {
    real = new RealEngine(1);
  }

  @AfterEach
  void afterCheck() {
    real.afterCheck();
  }

  private static List<Language> tried(RealEngine engine) {
    return EXPECTED.stream().map(engine::ready).toList();
  }

  static Stream<Arguments> programs() throws IOException {
    Stream.Builder<Arguments> programs = Stream.builder();
    for (Language language : tried(real)) {
      for (SmokeCase program : SmokeCase.of(language)) {
        programs.add(Arguments.of(language.id(), program));
      }
    }
    return programs.build();
  }

  static Stream<Arguments> sessions() throws IOException {
    Stream.Builder<Arguments> sessions = Stream.builder();
    for (Language language : tried(real)) {
      for (SessionCase session : SessionCase.of(language)) {
        sessions.add(Arguments.of(language.id(), session));
      }
    }
    return sessions.build();
  }

  static Stream<String> asking() {
    return tried(real).stream()
        .filter(language -> language.starter().contains(PROMPT))
        .map(Language::id);
  }

  static Stream<String> expected() {
    return EXPECTED.stream();
  }

  @ParameterizedTest
  @MethodSource("expected")
  void isInstalled(String id) {
    assertThat(real.ready(id).id()).isEqualTo(id);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void runs(String id, SmokeCase program) throws Exception {
    assertThat(program.faults(real, real.ready(id))).isEmpty();
  }

  /**
   * Where no container waits, nobody can tell that from what becomes of a program. TypeScript's
   * command once named the source in the place of what was compiled, and a Java program that did
   * not compile was said to have exited with 1.
   */
  @Test
  void runsAsWellWhereNothingWaits() throws Exception {
    try (RealEngine empty = new RealEngine(0)) {
      for (Language language : tried(empty)) {
        if (!language.commands().warm().isEmpty()) {
          for (SmokeCase program : SmokeCase.of(language)) {
            assertThat(program.faults(empty, language)).as(language.id() + program).isEmpty();
          }
        }
      }
      empty.afterCheck();
    }
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void holdsSessions(String id, SessionCase session) throws Exception {
    assertThat(session.faults(real, real.ready(id))).isEmpty();
  }

  /** Each has the four: a new language without them is not known to work. */
  @ParameterizedTest
  @MethodSource("expected")
  void isTriedInEveryWay(String id) throws IOException {
    Language language = real.ready(id);
    assertThat(SessionCase.of(language)).hasSize(language.commands().repl().isEmpty() ? 0 : 1);
    assertThat(SmokeCase.of(language))
        .extracting(program -> program.file().toLowerCase(Locale.ROOT).replaceFirst("\\..*", ""))
        .contains("hello", "stdin", "unicode")
        .containsAnyOf("error", "thrown");
  }

  /** The version shown is what the tool itself printed, and what the folder promised. */
  @ParameterizedTest
  @MethodSource("expected")
  void tellsItsVersion(String id) {
    Language language = real.ready(id);
    assertThat(real.images.of(id).version().orElseThrow()).startsWith(language.version());
  }

  @ParameterizedTest
  @MethodSource("asking")
  void greetsWhoeverItAsks(String id) throws Exception {
    Language language = real.ready(id);
    Heard heard = new Heard();
    Execution run = real.start(language, language.starter(), "", heard);
    heard.await(PROMPT);
    assertThat(run.input("Žofie\n")).isTrue();
    heard.await("Hello, Žofie!");
    assertThat(heard.verdict().state()).as(heard.text()).isEqualTo(State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("expected")
  void runsItsOwnStarterWithoutAnyAnswer(String id) throws Exception {
    Language language = real.ready(id);
    Heard heard = new Heard();
    real.start(language, language.starter(), "\n", Optional.empty(), heard);
    assertThat(heard.verdict().state()).as(heard.text()).isEqualTo(State.COMPLETED);
  }

  @Test
  void exitsWithItsOwnCode() throws Exception {
    Heard heard = real.run(real.ready("bash"), "echo bye; exit 7");
    assertThat(heard.verdict().exitCode()).as(heard.text()).hasValue(7);
    assertThat(heard.verdict().reason()).isEqualTo(Reason.EXIT_CODE);
    assertThat(heard.text()).isEqualTo("bye\r\n");
  }

  @Test
  void saysWhatDoesNotCompile() throws Exception {
    Heard heard = real.run(real.ready("cpp"), "int main() { return missing; }");
    assertThat(heard.verdict().reason()).as(heard.text()).isEqualTo(Reason.COMPILE_ERROR);
    assertThat(heard.verdict().message()).isEqualTo("did not compile");
    assertThat(heard.words()).anyMatch(word -> word.startsWith("STDERR "));
  }

  @Test
  void throughPipesTheStreamsStayApartAndInputEnds() throws Exception {
    Language python = real.ready("python");
    Heard heard = new Heard();
    real.start(
        python,
        "import sys\nprint(sys.stdin.read().upper())\nprint('no', file=sys.stderr)",
        "given up front",
        Optional.empty(),
        heard);
    assertThat(heard.verdict().state()).isEqualTo(State.COMPLETED);
    assertThat(heard.words()).contains("STDOUT GIVEN UP FRONT\n", "STDERR no\n");
  }

  @Test
  void whatEndsAtOnceIsCompleteFiftyTimes() throws Exception {
    Language bash = real.ready("bash");
    for (int i = 0; i < 50; i++) {
      Heard heard = real.run(bash, "echo first; printf '%04000d' 1; exit 3");
      assertThat(heard.text()).hasSize(4007).startsWith("first\r\n").endsWith("1");
      assertThat(heard.verdict().exitCode()).hasValue(3);
    }
  }
}
