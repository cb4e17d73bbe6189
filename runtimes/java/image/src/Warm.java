import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * A JVM that waits on descriptor 3 for its work and then is {@code java Main.java}. Started ahead, it has a compiler that
 * has already compiled. Started {@code cold}, for somebody who waits, it has compiled nothing yet.
 *
 * <p>The program must not be able to tell. Its classes live in a loader without a name (or traces would say
 * "app//Main.main") that sees the platform and nothing of ours; it runs on a thread called main; an uncaught exception
 * shows no frame of ours and ends the process with 1, once the other threads are done.
 */
public final class Warm {
  private static final Path WORK = Path.of("/work");

  /** What a program often touches first: compiling and running this loads it ahead. */
  private static final String SAMPLE =
      """
      import java.util.*;
      import java.util.function.*;
      import java.util.stream.*;

      public class Main {
        record Point(int x, int y) {}

        interface Shape { double area(); }

        static <T extends Comparable<T>> T largest(List<T> list) {
          return list.stream().max(Comparator.naturalOrder()).orElseThrow();
        }

        public static void main(String[] args) throws Exception {
          Map<String, Integer> counts = new HashMap<>();
          for (String word : "a b a".split(" ")) counts.merge(word, 1, Integer::sum);
          List<Integer> list = new ArrayList<>(List.of(3, 1, 2));
          Collections.sort(list);
          Shape shape = () -> 2.5;
          Deque<Point> queue = new ArrayDeque<>();
          queue.add(new Point(1, 2));
          StringBuilder text = new StringBuilder();
          text.append(String.format("%d %.2f %s%n", largest(list), shape.area(), queue.poll()));
          text.append(IntStream.range(0, 5).mapToObj(i -> "n" + i).collect(Collectors.joining(",")));
          int[][] grid = new int[3][3];
          text.append(Arrays.deepToString(grid)).append(counts);
          try (Scanner scanner = new Scanner("1 2")) { text.append(scanner.nextInt()); }
          try { throw new IllegalStateException("x"); } catch (RuntimeException e) { text.append(e); }
        }
      }
      """;

  private Warm() {}

  public static void main(String[] arguments) throws Throwable {
    switch (arguments.length == 0 ? "ahead" : arguments[0]) {
      case "ahead" -> {
        var compiler = rehearsed();
        serve(ready(), compiler);
      }
      // Ready first: the compiler is loaded while the program is on its way.
      case "cold" -> serve(ready(), new MemoryCompiler());
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static MemoryCompiler rehearsed() throws Throwable {
    var compiler = new MemoryCompiler();
    for (int i = 0; i < 2; i++) {
      var classes = compiler.compile(List.of(new MemoryCompiler.Source("Main.java", SAMPLE)), new PrintWriter(System.err));
      Program.find(classes, "Main.java").rehearse();
    }
    return compiler;
  }

  private static Control ready() throws IOException {
    var control = new Control();
    control.say('C');
    return control;
  }

  private static void serve(Control control, MemoryCompiler compiler) throws Exception {
    var request = control.read();
    var messages = new PrintWriter(System.err);
    var classes = compiler.compile(MemoryCompiler.sources(WORK), messages);
    messages.flush();
    if (classes == null) {
      System.exit(1);
    }
    var program = program(classes, request.file());
    control.say('D');
    control.awaitGo();
    control.close(request.terminal());
    if (!program.run(request.arguments())) {
      throw new Failed();
    }
  }

  private static Program program(Classes classes, String file) {
    try {
      return Program.find(classes, file);
    } catch (IOException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(1);
      throw new AssertionError(e);
    }
  }

  /** Makes the launcher return 1 after the remaining threads have ended, without another word. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed() {
      super(null, null, false, false);
      Thread.currentThread().setUncaughtExceptionHandler((thread, failed) -> {});
    }
  }
}
