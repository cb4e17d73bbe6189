package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.language.Language;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file beside a Python program wins over the module of that name, as everywhere, although warm
 * interpreters have imported many ahead. A {@code signal.py} was even run before the program was,
 * as the interpreter's own start looked for the module again.
 */
class ShadowEngineTest {

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
  @ValueSource(strings = {"signal", "termios", "random", "bisect", "graph"})
  void aFileBesideTheProgramWins(String module) throws Exception {
    Language python = real.ready("python");
    Heard heard = new Heard();
    Execution unused =
        real.start(
            python,
            Map.of(
                module + ".py",
                "print('mine is read')\nname = 'mine'\n",
                python.file(),
                "print('begins')\nimport " + module + "\nprint(" + module + ".name)\n"),
            "",
            Optional.empty(),
            heard);
    assertThat(heard.verdict().state()).as(heard.text()).isEqualTo(Verdict.State.COMPLETED);
    assertThat(heard.text()).isEqualTo("begins\nmine is read\nmine\n");
  }
}
