package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the scripts of {@code src/test/node}, which use the npm client. */
final class Scripts {

  private static final Path FOLDER = Path.of("src/test/node").toAbsolutePath();

  private Scripts() {}

  /** A script under way. */
  record Running(Process process, Path output, String name) {

    /** What it printed, once it has ended well. */
    String result() throws IOException, InterruptedException {
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      process.destroyForcibly();
      String said = Files.readString(output);
      Files.delete(output);
      assertThat(ended).as("%s ends in time: %s", name, said).isTrue();
      assertThat(process.exitValue()).as("%s said: %s", name, said).isZero();
      return said;
    }
  }

  /** npm writes its own copy of the lock file: older than ours means stale. */
  static void install() throws IOException, InterruptedException {
    Path installed = FOLDER.resolve("node_modules/.package-lock.json");
    if (!Files.exists(installed)
        || Files.getLastModifiedTime(installed)
                .compareTo(Files.getLastModifiedTime(FOLDER.resolve("package-lock.json")))
            < 0) {
      start("npm", List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")).result();
    }
  }

  static Running start(String name, List<String> command) throws IOException {
    Path output = Files.createTempFile("parley-" + name, ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Running(process, output, name);
  }

  /**
   * Starts a plain client that types lines, expects everybody's, and sees a program run.
   *
   * @param everybody such as {@code a:40,b:40}; the first of them runs the program
   * @param seed decides where and how fast it types
   */
  static Running interview(
      String url,
      String transports,
      String code,
      String name,
      int lines,
      String everybody,
      long seed)
      throws IOException {
    return start(
        name,
        List.of(
            "node",
            "interview.mjs",
            url,
            transports,
            code,
            name,
            Integer.toString(lines),
            everybody,
            Long.toString(seed)));
  }
}
