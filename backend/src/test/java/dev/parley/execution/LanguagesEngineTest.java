package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.execution.Verdict.Reason;
import dev.parley.execution.Verdict.State;
import dev.parley.language.Language;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every language does the same five things. */
class LanguagesEngineTest {

  private static final Map<String, String> HELLO =
      Map.of(
          "python", "print('hello')",
          "javascript", "console.log('hello')",
          "java",
              "public class Main { public static void main(String[] a) {"
                  + " System.out.println(\"hello\"); } }",
          "cpp", "#include <iostream>\nint main() { std::cout << \"hello\" << std::endl; }",
          "bash", "echo hello");

  private static final Map<String, String> ASK =
      Map.of(
          "python", "print('Hi ' + input('name? '))",
          "javascript",
              "const r = require('readline').createInterface({input: process.stdin, output:"
                  + " process.stdout});\nr.question('name? ', n => { console.log('Hi ' + n);"
                  + " r.close(); });",
          "java",
              "public class Main { public static void main(String[] a) {"
                  + " System.out.print(\"name? \"); System.out.flush();"
                  + " System.out.println(\"Hi \" + new java.util.Scanner(System.in).nextLine()); }"
                  + " }",
          "cpp",
              "#include <iostream>\n#include <string>\nint main() { std::string n; std::cout <<"
                  + " \"name? \" << std::flush; std::getline(std::cin, n); std::cout << \"Hi \" <<"
                  + " n << std::endl; }",
          "bash", "read -r -p 'name? ' name; echo \"Hi $name\"");

  private static final Map<String, String> EXIT =
      Map.of(
          "python", "import sys; print('bye'); sys.exit(7)",
          "javascript", "console.log('bye'); process.exit(7)",
          "java",
              "public class Main { public static void main(String[] a) {"
                  + " System.out.println(\"bye\"); System.exit(7); } }",
          "cpp", "#include <iostream>\nint main() { std::cout << \"bye\" << std::endl; return 7; }",
          "bash", "echo bye; exit 7");

  private static final Map<String, String> UNICODE =
      Map.of(
          "python", "print('naïve 日本 🐢')",
          "javascript", "console.log('naïve 日本 🐢')",
          "java",
              "public class Main { public static void main(String[] a) {"
                  + " System.out.println(\"naïve 日本 🐢\"); } }",
          "cpp", "#include <iostream>\nint main() { std::cout << \"naïve 日本 🐢\" << std::endl; }",
          "bash", "echo 'naïve 日本 🐢'");

  private static RealEngine real;

  @BeforeAll
  static void open() throws IOException {
    real = new RealEngine(1);
  }

  @AfterEach
  void afterCheck() {
    real.afterCheck();
  }

  @AfterAll
  static void close() throws IOException {
    real.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "javascript", "java", "cpp", "bash"})
  void saysHello(String id) throws Exception {
    Heard heard = real.run(real.ready(id), HELLO.get(id));
    assertThat(heard.verdict().message()).as(heard.text()).isEqualTo("finished");
    assertThat(heard.text()).isEqualTo("hello\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "javascript", "java", "cpp", "bash"})
  void asksAndIsAnsweredLive(String id) throws Exception {
    Heard heard = new Heard();
    Execution run = real.start(real.ready(id), ASK.get(id), "", heard);
    heard.await("name? ");
    assertThat(run.input("Žofie\n")).isTrue();
    heard.await("Hi Žofie");
    assertThat(heard.verdict().state()).isEqualTo(State.COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "javascript", "java", "cpp", "bash"})
  void exitsWithItsOwnCode(String id) throws Exception {
    Heard heard = real.run(real.ready(id), EXIT.get(id));
    assertThat(heard.verdict().exitCode()).as(heard.text()).hasValue(7);
    assertThat(heard.verdict().reason()).isEqualTo(Reason.EXIT_CODE);
    assertThat(heard.text()).isEqualTo("bye\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "javascript", "java", "cpp", "bash"})
  void writesEveryAlphabet(String id) throws Exception {
    assertThat(real.run(real.ready(id), UNICODE.get(id)).text()).isEqualTo("naïve 日本 🐢\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "cpp"})
  void saysWhatDoesNotCompile(String id) throws Exception {
    Heard heard = real.run(real.ready(id), HELLO.get(id).replace("hello\"", "hello"));
    assertThat(heard.verdict().reason()).as(heard.text()).isEqualTo(Reason.COMPILE_ERROR);
    assertThat(heard.verdict().message()).isEqualTo("did not compile");
    assertThat(heard.text()).contains("error");
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
