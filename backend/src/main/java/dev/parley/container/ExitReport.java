package dev.parley.container;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the supervisor's exit report, a flat JSON object of numbers, words and truth values. One
 * expression a field is all it takes, and this package is spared a JSON library.
 */
final class ExitReport {

  private final String json;

  private ExitReport(String json) {
    this.json = json;
  }

  /** The report, or nothing when the text is not one. */
  static Optional<Exit.Report> parse(String json) {
    ExitReport report = new ExitReport(json);
    return report
        .why()
        .map(
            why ->
                new Exit.Report(
                    why,
                    (int) report.number("code"),
                    (int) report.number("signal"),
                    Duration.ofMillis(report.number("compileMs")),
                    Duration.ofMillis(report.number("runMs")),
                    Duration.ofMillis(report.number("cpuMs")),
                    report.number("maxRssKb") << 10,
                    report.field("oom", "true").isPresent(),
                    report.field("truncated", "true").isPresent(),
                    report.field("diskFull", "true").isPresent()));
  }

  private Optional<Exit.Why> why() {
    return field("why", "\"[a-z-]+\"")
        .flatMap(
            why ->
                switch (why) {
                  case "\"exit\"" -> Optional.of(Exit.Why.EXIT);
                  case "\"timeout\"" -> Optional.of(Exit.Why.TIMEOUT);
                  case "\"idle\"" -> Optional.of(Exit.Why.IDLE);
                  case "\"cpu\"" -> Optional.of(Exit.Why.CPU);
                  case "\"output\"" -> Optional.of(Exit.Why.OUTPUT);
                  case "\"compile\"" -> Optional.of(Exit.Why.COMPILE);
                  case "\"compile-timeout\"" -> Optional.of(Exit.Why.COMPILE_TIMEOUT);
                  default -> Optional.empty();
                });
  }

  private long number(String name) {
    return field(name, "[0-9]{1,15}").map(Long::parseLong).orElse(0L);
  }

  private Optional<String> field(String name, String form) {
    Matcher m =
        Pattern.compile("\"" + name + "\"\\s*:\\s*(" + form + ")(?=\\s*[,}])").matcher(json);
    return m.find() ? Optional.of(m.group(1)) : Optional.empty();
  }
}
