package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The formatter in check mode. It is a test, not a plugin, because Maven may run on a JDK older
 * than the language the sources are written in, and the formatter parses with the JDK it runs on.
 * {@code mvn -pl backend test -Dtest=FormatTest -DargLine.format=apply} is spelt {@code ./test.sh
 * --format}.
 */
class FormatTest {

  @Test
  void everySourceIsFormatted() throws IOException {
    boolean apply = "apply".equals(System.getProperty("parley.format"));
    List<Path> unformatted;
    try (var paths = Files.walk(Path.of("src"))) {
      unformatted =
          paths.filter(p -> p.toString().endsWith(".java")).filter(p -> !settle(p, apply)).toList();
    }
    assertThat(unformatted)
        .as("files that google-java-format would change; -Dparley.format=apply formats them")
        .isEmpty();
  }

  private static boolean settle(Path path, boolean apply) {
    try {
      String source = Files.readString(path);
      String formatted =
          new Formatter()
              .formatSource(
                  RemoveUnusedImports.removeUnusedImports(
                      ImportOrderer.reorderImports(source, Style.GOOGLE)));
      if (formatted.equals(source)) {
        return true;
      }
      if (apply) {
        Files.writeString(path, formatted);
      }
      return apply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FormatterException e) {
      throw new IllegalStateException(path + ": " + e.getMessage(), e);
    }
  }
}
