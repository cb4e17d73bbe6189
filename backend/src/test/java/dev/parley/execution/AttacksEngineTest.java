package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.container.docker.Traces;
import dev.parley.language.Language;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every hostile program of {@code runtimes/attacks}, through the queue, the pool and the sandbox
 * that rooms use. All are submitted at once and run a few at a time, as in a busy hour; each test
 * waits for its own and judges it. What none of them may leave behind is looked for at the end,
 * container by container.
 */
class AttacksEngineTest {

  private static final int AT_ONCE = 3;
  private static final long SLACK = 16 << 20;
  private static final Pattern STORY = Pattern.compile("(<\\?php )?(#|//|--) [A-Z].{30,}");

  private static final Map<String, List<Heard>> HEARD = new LinkedHashMap<>();
  private static RealEngine real;
  private static Traces traces;
  private static long memory;

  @BeforeAll
  static void open() throws Exception {
    real = new RealEngine(1, AT_ONCE, 200);
    traces = new Traces(RealEngine.HOST, real.instance.folder());
    for (String language : attacks().stream().map(Attack::language).distinct().toList()) {
      real.ready(language);
    }
    assertNormal();
    memory = memoryInUse();
    for (Attack attack : attacks()) {
      if (attack.rooms() == 1 && !attack.quiet()) {
        HEARD.put(attack.file(), List.of(start(attack)));
      }
    }
  }

  /** The after-check: no container, process, mount, control group, folder or memory is left. */
  @AfterAll
  static void nothingIsLeft() throws Exception {
    HEARD.clear();
    assertNormal();
    real.afterCheck();
    int containers = traces.containers();
    real.close();
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(traces.left()).isEmpty());
    traces.close();
    assertThat(containers).isGreaterThanOrEqualTo(attacks().size());
    assertThat(memoryInUse()).isLessThan(memory + SLACK);
  }

  static List<Attack> attacks() throws IOException {
    return Attack.read().stream()
        .map(attack -> attack.under(RealEngine.RUNTIME.orElse("")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void isContained(Attack attack) throws Exception {
    if (!HEARD.containsKey(attack.file())) {
      HEARD.put(attack.file(), together(attack));
    }
    for (Heard heard : HEARD.get(attack.file())) {
      judge(attack, heard);
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void tellsItsStory(Attack attack) throws IOException {
    assertThat(attack.source().lines().findFirst().orElse("")).matches(STORY);
    assertThat(attack.rows()).allMatch(row -> row.matches("[A-Z][0-9]{1,2}")).isNotEmpty();
    assertThat(attack.reason()).isNotEmpty();
  }

  @Test
  void whatDiffersUnderAnotherRuntimeHasItsReason() throws IOException {
    assertThat(Attack.read().stream().flatMap(attack -> attack.under().values().stream()))
        .allSatisfy(other -> assertThat(other.why()).matches("[a-z].{20,}[^.]"));
  }

  @Test
  void everyProgramInTheFolderIsRun() throws IOException {
    assertThat(attacks().stream().map(Attack::file).sorted().toList()).isEqualTo(Attack.programs());
    assertThat(attacks()).hasSizeGreaterThanOrEqualTo(60);
  }

  private static void judge(Attack attack, Heard heard) throws Exception {
    Verdict verdict = heard.verdict();
    String shown = heard.printed().replace("\r\n", "\n");
    String all = verdict + "\n" + shown.substring(0, Math.min(shown.length(), 4000));
    assertThat(attack.reason()).as(all).contains(verdict.reason().name().toLowerCase(Locale.ROOT));
    if (attack.code() != null) {
      assertThat(verdict.exitCode()).as(all).hasValue(attack.code());
    }
    if (attack.message() != null) {
      assertThat(verdict.message()).as(all).contains(attack.message());
    }
    if (attack.stdout() != null) {
      assertThat(shown).as(all).isEqualTo(attack.stdout());
    }
    assertThat(attack.contains()).as(all).allMatch(shown::contains);
    assertThat(attack.absent()).as(all).noneMatch(shown::contains);
    assertThat(shown).as("nothing inside knows whose it is").doesNotContain(RealEngine.OWNER);
    assertThat(heard.notices())
        .as(all)
        .isEqualTo(verdict.truncated() ? List.of("Output was cut at 1 MB.") : List.of());
    assertThat(verdict.executionTime())
        .as(all)
        .isLessThan(Duration.ofSeconds(attack.wall()).plusSeconds(3));
  }

  private static Heard start(Attack attack) throws IOException {
    return start(attack, new HashMap<>());
  }

  private static Heard start(Attack attack, Map<Heard, Execution> runs) throws IOException {
    Language language =
        RealEngine.within(real.ready(attack.language()), Duration.ofSeconds(attack.wall()));
    Map<String, String> files = new HashMap<>(attack.files());
    files.put(language.file(), attack.source());
    Heard heard = new Heard();
    Optional<Window> window = attack.pipes() ? Optional.empty() : Optional.of(Window.STANDARD);
    runs.put(heard, real.start(language, files, attack.input(), window, heard));
    return heard;
  }

  /** As many as the attack wants at the same moment, and nobody else. */
  private static List<Heard> together(Attack attack) throws Exception {
    for (List<Heard> others : HEARD.values()) {
      for (Heard other : others) {
        other.verdict();
      }
    }
    Map<Heard, Execution> runs = new LinkedHashMap<>();
    for (int i = 0; i < attack.rooms(); i++) {
      start(attack, runs);
    }
    if (attack.rooms() > 1) {
      for (Heard heard : runs.keySet()) {
        heard.await("ready");
      }
      runs.values().forEach(run -> assertThat(run.input("go\n")).isTrue());
    }
    return new ArrayList<>(runs.keySet());
  }

  private static void assertNormal() throws Exception {
    Heard heard = real.run(real.ready("python"), "print(6 * 7)");
    assertThat(heard.text()).isEqualTo("42\r\n");
    assertThat(heard.verdict().reason()).isEqualTo(Verdict.Reason.EXITED);
  }

  private static long memoryInUse() {
    System.gc();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct;
  }
}
