package dev.parley.container;

import dev.parley.language.Commands;
import dev.parley.language.Language;
import dev.parley.language.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An engine of the test's own will: boots when it may, fails when it is told to. */
public final class FakeEngine implements ContainerEngine {

  /** Limits such as languages have, none like another. */
  public static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(60),
          Duration.ofSeconds(40),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          256L << 20,
          64,
          256,
          16L << 20,
          64L << 20,
          32L << 20,
          4096,
          1L << 20);

  private final Semaphore boots;
  private final BlockingQueue<FakeSandbox> booted = new LinkedBlockingQueue<>();
  private final List<FakeSandbox> all = new ArrayList<>();
  private volatile String outage;
  private volatile String failure;
  private int booting;
  private int mostBooting;
  private int leisures;

  private FakeEngine(int boots) {
    this.boots = new Semaphore(boots, true);
  }

  /** An engine that boots at once. */
  public static FakeEngine ready() {
    return new FakeEngine(Integer.MAX_VALUE);
  }

  /** An engine that boots as many as it is allowed to. */
  public static FakeEngine gated() {
    return new FakeEngine(0);
  }

  /** A language for tests. */
  public static Language language(String id) {
    return language(id, LIMITS);
  }

  public static Language language(String id, Limits limits) {
    return new Language(
        id,
        id,
        "1",
        List.of(),
        "main.x",
        List.of("x"),
        id,
        1,
        Commands.only(List.of(id, "{file}")),
        Map.of(),
        limits,
        "");
  }

  public void allow(int more) {
    boots.release(more);
  }

  public void failWith(String message) {
    failure = message;
  }

  public void recover() {
    failure = null;
    outage = null;
  }

  public void breakDown(String message) {
    outage = message;
  }

  @Override
  public Sandbox boot(Language language, Urgency urgency)
      throws EngineException, InterruptedException {
    enter();
    try {
      boots.acquire();
      String message = failure;
      if (message != null) {
        throw new EngineException(message);
      }
      return make(language);
    } finally {
      leave();
    }
  }

  private synchronized void enter() {
    booting++;
    mostBooting = Math.max(mostBooting, booting);
  }

  private synchronized void leave() {
    booting--;
  }

  private synchronized FakeSandbox make(Language language) {
    FakeSandbox sandbox = new FakeSandbox(language.id() + "-" + all.size());
    all.add(sandbox);
    booted.add(sandbox);
    return sandbox;
  }

  public synchronized int mostBooting() {
    return mostBooting;
  }

  @Override
  public synchronized void leisure() {
    leisures++;
  }

  /** How often it was told that nobody waits. */
  public synchronized int leisures() {
    return leisures;
  }

  public synchronized List<FakeSandbox> all() {
    return List.copyOf(all);
  }

  public long open() {
    return all().stream().filter(s -> !s.isClosed()).count();
  }

  /** The next sandbox that was booted. */
  public FakeSandbox next() throws InterruptedException {
    FakeSandbox sandbox = booted.poll(10, TimeUnit.SECONDS);
    if (sandbox == null) {
      throw new AssertionError("no sandbox was booted");
    }
    return sandbox;
  }

  @Override
  public Optional<String> outage() {
    return Optional.ofNullable(outage);
  }

  @Override
  public void close() {}
}
