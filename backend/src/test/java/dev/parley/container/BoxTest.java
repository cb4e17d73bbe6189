package dev.parley.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Box, the supervisor inside every sandbox, has its tests beside its source; this runs them with
 * the sanitizers on.
 */
class BoxTest {
  private static final Pattern SUMMARY =
      Pattern.compile("box: (?<checks>\\d+) checks, (?<failed>\\d+) failed, seed \\d+");
  private static final int LEAST_CHECKS = 1500;

  @Test
  void passesItsOwnTests() throws Exception {
    var make =
        new ProcessBuilder("make", "-C", sources().toString(), "check")
            .redirectErrorStream(true)
            .start();
    make.getOutputStream().close();
    var output = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(make.waitFor()).describedAs(output).isZero();
    var summary = SUMMARY.matcher(output);
    assertThat(summary.find()).describedAs(output).isTrue();
    assertThat(summary.group("failed")).isEqualTo("0");
    assertThat(Integer.parseInt(summary.group("checks"))).isGreaterThan(LEAST_CHECKS);
  }

  /** Tests run in the module's folder or in the project's. */
  private static Path sources() {
    var here = Path.of("runtimes/box");
    return Files.isDirectory(here) ? here : Path.of("../runtimes/box");
  }
}
