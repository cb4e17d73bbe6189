package dev.parley.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.container.ContainerEngine;
import dev.parley.container.EngineException;
import dev.parley.container.Exit;
import dev.parley.container.OutputSink;
import dev.parley.container.RunRequest;
import dev.parley.container.Sandbox;
import dev.parley.container.Urgency;
import dev.parley.language.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the probe that lies in every image in sandboxes like everybody's, and judges what it says.
 * Three of them: one tries all that can be tried without being ended, one takes more memory than
 * there is, one outstays its time. Nothing is believed that was not tried from inside.
 */
public final class SandboxProbe {

  private static final String PROGRAM = "/box/probe";
  private static final Duration WALL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long BEYOND = 256L << 20;

  private final ContainerEngine engine;
  private final SandboxFindings findings;
  private final Duration wall;
  private final Duration patience;

  /**
   * @param ownKernel whether the sandboxes' runtime has a kernel of its own, as gVisor does, which
   *     then answers in place of the machine's
   */
  public SandboxProbe(ContainerEngine engine, boolean ownKernel) {
    this(engine, ownKernel, WALL, PATIENCE);
  }

  SandboxProbe(ContainerEngine engine, boolean ownKernel, Duration wall, Duration patience) {
    this.engine = engine;
    this.findings = new SandboxFindings(ownKernel);
    this.wall = wall;
    this.patience = patience;
  }

  /**
   * What was seen of a probe.
   *
   * @param exit empty when it did not end in time and was ended from outside
   * @param took from the hand-over of the probe to its end
   */
  record Outcome(String text, Optional<Exit> exit, Duration took) {}

  /**
   * Tries the limits of a language whose image is there; blocks for a few seconds.
   *
   * @throws EngineException when there is no sandbox to try
   */
  public List<Finding> examine(Language language) throws EngineException, InterruptedException {
    var limits = language.limits();
    Outcome all =
        run(
            language,
            PATIENCE,
            "all",
            Long.toString(limits.work()),
            Long.toString(limits.temporary()),
            Long.toString(SandboxFindings.SHARED_MEMORY),
            Integer.toString(limits.processes()),
            Integer.toString(limits.files()));
    Outcome memory = run(language, PATIENCE, "memory", Long.toString(limits.memory() + BEYOND));
    Outcome wait = run(language, wall, "wait");
    return findings.of(limits, all, memory, wait);
  }

  private Outcome run(Language language, Duration limit, String... words)
      throws EngineException, InterruptedException {
    Heard heard = new Heard();
    Sandbox sandbox = engine.boot(language.running(List.of(PROGRAM)), Urgency.AHEAD);
    long began = System.nanoTime();
    try {
      sandbox.start(
          new RunRequest(
              Map.of(),
              List.of(),
              command(words),
              Optional.empty(),
              limit,
              limit,
              PATIENCE,
              PATIENCE,
              1 << 16),
          heard);
      Optional<Exit> exit = heard.exit(patience);
      return new Outcome(heard.text(), exit, Duration.ofNanos(System.nanoTime() - began));
    } finally {
      sandbox.close();
    }
  }

  private static List<String> command(String... words) {
    List<String> command = new ArrayList<>(List.of(PROGRAM));
    command.addAll(List.of(words));
    return command;
  }

  /** Remembers what a probe says; it says little. */
  private static final class Heard implements OutputSink {

    private static final int MOST = 1 << 16;

    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();

    @Override
    public void compiling() {
      // There is nothing to compile.
    }

    @Override
    public void running() {
      // Its first word says so.
    }

    @Override
    public void waiting(boolean forInput) {
      // Nobody has any for it.
    }

    @Override
    public synchronized void output(Stream stream, byte[] bytes) {
      if (text.length() < MOST) {
        text.append(new String(bytes, UTF_8));
      }
    }

    @Override
    public void exited(Exit how) {
      exit.complete(how);
    }

    synchronized String text() {
      return text.toString();
    }

    Optional<Exit> exit(Duration patience) throws InterruptedException {
      try {
        return Optional.of(exit.get(patience.toMillis(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        return Optional.empty();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
