package dev.parley.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A sandbox whose program is the test. */
public final class FakeSandbox implements Sandbox {

  private final String id;
  private final CountDownLatch started = new CountDownLatch(1);
  private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
  private Consumer<String> mourner;
  private RunRequest request;
  private OutputSink sink;
  private boolean dead;
  private boolean over;
  private boolean closed;
  private boolean stubborn;
  private boolean immortal;
  private boolean inputEnded;
  private long confined;
  private int uses;

  FakeSandbox(String id) {
    this.id = id;
  }

  /** From now on signals are ignored. */
  public synchronized FakeSandbox stubborn() {
    stubborn = true;
    return this;
  }

  /** From now on not even a kill helps. */
  public synchronized FakeSandbox immortal() {
    stubborn = true;
    immortal = true;
    return this;
  }

  /** Waits for a program to be handed over. */
  public FakeSandbox awaitStart() throws InterruptedException {
    if (!started.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("no program came to " + id);
    }
    return this;
  }

  public void running() {
    sink().running();
  }

  public void compiling() {
    sink().compiling();
  }

  public void print(String text) {
    print(text.getBytes(UTF_8));
  }

  public void print(byte[] bytes) {
    sink().output(OutputSink.Stream.STDOUT, bytes);
  }

  public void complain(String text) {
    sink().output(OutputSink.Stream.STDERR, text.getBytes(UTF_8));
  }

  public void exit(int code) {
    exit(report(Exit.Why.EXIT, code, 0, false));
  }

  public void exit(Exit exit) {
    OutputSink to;
    synchronized (this) {
      to = over ? null : sink;
      over = true;
    }
    if (to != null) {
      to.exited(exit);
    }
  }

  public static Exit.Report report(Exit.Why why, int code, int signal, boolean outOfMemory) {
    return new Exit.Report(
        why,
        code,
        signal,
        Duration.ofMillis(3),
        Duration.ofMillis(7),
        Duration.ofMillis(5),
        9L << 20,
        outOfMemory,
        why == Exit.Why.OUTPUT,
        false);
  }

  /** The report of a program that ended by itself and left no room behind. */
  public static Exit.Report withFullDisk(int code) {
    return new Exit.Report(
        Exit.Why.EXIT,
        code,
        0,
        Duration.ZERO,
        Duration.ofMillis(7),
        Duration.ofMillis(5),
        9L << 20,
        false,
        false,
        true);
  }

  /** Dies while it waits for a program. */
  public void die(String reason) {
    Consumer<String> told;
    synchronized (this) {
      dead = true;
      told = mourner;
    }
    if (told != null) {
      told.accept(reason);
    }
  }

  public synchronized String typed() {
    return typed.toString(UTF_8);
  }

  public synchronized boolean inputEnded() {
    return inputEnded;
  }

  public synchronized RunRequest request() {
    return request;
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  public synchronized int uses() {
    return uses;
  }

  private synchronized OutputSink sink() {
    return sink;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public synchronized boolean alive() {
    return !dead && !over && !closed;
  }

  @Override
  public synchronized void whenDead(Consumer<String> told) {
    mourner = told;
  }

  @Override
  public synchronized void confine(long memory) {
    confined = memory;
  }

  /** The memory it was confined to; 0 when it was not. */
  public synchronized long confined() {
    return confined;
  }

  @Override
  public void start(RunRequest program, OutputSink to) {
    synchronized (this) {
      request = program;
      sink = to;
      uses++;
    }
    started.countDown();
  }

  @Override
  public synchronized boolean stdin(byte[] bytes) {
    typed.writeBytes(bytes);
    return !over;
  }

  @Override
  public synchronized void eof() {
    inputEnded = true;
  }

  @Override
  public void resize(int columns, int rows) {
    stdin(("<" + columns + "x" + rows + ">").getBytes(UTF_8));
  }

  @Override
  public void signal(int number) {
    boolean obeys;
    synchronized (this) {
      obeys = !stubborn;
    }
    if (obeys) {
      exit(report(Exit.Why.EXIT, 128 + number, number, false));
    }
  }

  @Override
  public void kill() {
    boolean dies;
    synchronized (this) {
      dies = !immortal;
    }
    if (dies) {
      exit(new Exit.Lost("killed", Exit.Cause.OUTSIDE));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
