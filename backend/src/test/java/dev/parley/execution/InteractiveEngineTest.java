package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.execution.Verdict.State;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs that talk with somebody, as people write them in interviews. */
class InteractiveEngineTest {

  @AutoClose private static RealEngine real;

  @BeforeAll
  static void open() throws IOException {
    real = new RealEngine(1);
  }

  @AfterEach
  void afterCheck() {
    real.afterCheck();
  }

  private static void finished(Heard heard) throws Exception {
    assertThat(heard.verdict().state()).as(heard.text()).isEqualTo(State.COMPLETED);
  }

  @Test
  void pythonAsksForNameAndAge() throws Exception {
    Heard heard = new Heard();
    Execution run =
        real.start(
            real.ready("python"),
            "name = input('Name: ')\nage = int(input('Age: '))\n"
                + "print(f'Hello {name}, you are {age} years old!')",
            "",
            heard);
    heard.await("Name: ");
    run.input("Alice\n");
    heard.await("Age: ");
    run.input("25\n");
    finished(heard);
    assertThat(heard.text()).contains("Hello Alice, you are 25 years old!");
  }

  @Test
  void cppReadsTwoNumbers() throws Exception {
    Heard heard = new Heard();
    Execution run =
        real.start(
            real.ready("cpp"),
            "#include <iostream>\nint main() { int a, b; std::cin >> a >> b;"
                + " std::cout << \"Sum: \" << a + b << std::endl; }",
            "",
            heard);
    heard.awaitWaiting();
    run.input("15 25\n");
    finished(heard);
    assertThat(heard.text()).contains("Sum: 40");
  }

  @Test
  void javascriptReadsItsStandardInput() throws Exception {
    Heard heard = new Heard();
    Execution run =
        real.start(
            real.ready("javascript"),
            "process.stdin.once('data', d => { const [a, b] ="
                + " d.toString().trim().split(' ').map(Number); console.log('Sum: ' + (a + b));"
                + " process.exit(0); });",
            "",
            heard);
    heard.awaitWaiting();
    run.input("100 200\n");
    finished(heard);
    assertThat(heard.text()).contains("Sum: 300");
  }

  @Test
  void javascriptAsksLineByLine() throws Exception {
    Heard heard = new Heard();
    Execution run =
        real.start(
            real.ready("javascript"),
            "const r = require('readline').createInterface({ input: process.stdin, output:"
                + " process.stdout });\nr.question('Who? ', a => { console.log('It is ' + a);"
                + " r.close(); });",
            "",
            heard);
    heard.await("Who? ");
    run.input("Bobb\u007f\r");
    finished(heard);
    assertThat(heard.text()).contains("It is Bob\r\n");
  }

  @Test
  void javaScansItsInput() throws Exception {
    Heard heard = new Heard();
    Execution run =
        real.start(
            real.ready("java"),
            "import java.util.Scanner;\npublic class Main { public static void main(String[] a) {"
                + " Scanner in = new Scanner(System.in); System.out.print(\"n? \");"
                + " System.out.flush(); int n = in.nextInt();"
                + " System.out.println(\"Square: \" + n * n); } }",
            "",
            heard);
    heard.await("n? ");
    run.input("12\n");
    finished(heard);
    assertThat(heard.text()).contains("Square: 144");
  }

  @Test
  void aProgramThatDrawsIsToldOfANewSize() throws Exception {
    Heard heard = new Heard();
    Execution run =
        real.start(
            real.ready("python"),
            """
            import os, signal, sys
            def draw(*_):
              size = os.get_terminal_size()
              print(f'\\033[H\\033[2J\\033[1;32m{size.columns}x{size.lines}\\033[0m')
            signal.signal(signal.SIGWINCH, draw)
            draw()
            for line in sys.stdin: print('key ' + line.strip())
            print('closed')
            """,
            "",
            heard);
    heard.await("\u001b[H\u001b[2J\u001b[1;32m80x24\u001b[0m");
    run.resize(new Window(132, 50));
    heard.await("\u001b[1;32m132x50\u001b[0m");
    run.input("up\n");
    heard.await("key up");
    run.endInput();
    finished(heard);
    assertThat(heard.text()).endsWith("closed\r\n");
  }

  @Test
  void answersOfTerminalsAreNoInput() throws Exception {
    for (String query : List.of("\\033[6n", "\\033[c", "\\033]11;?\\007", "\\033[>0q")) {
      Heard heard = real.run(real.ready("bash"), "printf 'a" + query + "b\\n'");
      assertThat(heard.text()).as(query).isEqualTo("ab\r\n");
    }
  }
}
