package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A listener that remembers, and insists on the order it was promised. */
final class Heard implements ExecutionListener {

  private final List<String> words = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder printed = new StringBuilder();
  private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
  private final List<Duration> expected = new ArrayList<>();
  private final List<Boolean> waiting = new ArrayList<>();
  private boolean started;
  private Boolean warm;

  @Override
  public synchronized void queued(Place place) {
    assertThat(started).isFalse();
    words.add("queued " + place.number());
    place.expected().ifPresent(expected::add);
  }

  @Override
  public synchronized void waiting(boolean forInput) {
    assertThat(started).isTrue();
    assertThat(verdict).isNotDone();
    waiting.add(forInput);
    notifyAll();
  }

  synchronized List<Duration> expected() {
    return List.copyOf(expected);
  }

  /** Waits until the program was said to wait for input. */
  synchronized void awaitWaiting() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (waiting.isEmpty() || !waiting.getLast()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      assertThat(left).as("waiting for the program to wait: %s", waiting).isPositive();
      wait(left);
    }
  }

  @Override
  public synchronized void started(Duration waited, boolean isWarm) {
    assertThat(started).isFalse();
    assertThat(waited).isGreaterThanOrEqualTo(Duration.ZERO);
    started = true;
    warm = isWarm;
    words.add("started");
    notifyAll();
  }

  @Override
  public synchronized void output(OutputKind kind, String piece) {
    assertThat(started).isTrue();
    assertThat(verdict).isNotDone();
    assertThat(piece).isNotEmpty().hasSizeLessThanOrEqualTo(16 << 10);
    words.add(kind + " " + piece);
    text.append(piece);
    if (kind != OutputKind.NOTICE) {
      printed.append(piece);
    }
    notifyAll();
  }

  @Override
  public synchronized void finished(Verdict end) {
    words.add("finished");
    assertThat(verdict.complete(end)).isTrue();
  }

  synchronized List<String> words() {
    return List.copyOf(words);
  }

  /** What the server said itself, beside the program's output. */
  synchronized List<String> notices() {
    String kind = OutputKind.NOTICE + " ";
    return words.stream()
        .filter(w -> w.startsWith(kind))
        .map(w -> w.substring(kind.length()))
        .toList();
  }

  /** What the program wrote. */
  synchronized String printed() {
    return printed.toString();
  }

  synchronized String text() {
    return text.toString();
  }

  /** What came on one stream. */
  synchronized String only(OutputKind kind) {
    String mark = kind + " ";
    return words.stream()
        .filter(word -> word.startsWith(mark))
        .map(word -> word.substring(mark.length()))
        .collect(Collectors.joining());
  }

  synchronized boolean warm() {
    return warm;
  }

  /** Waits until the text heard contains the piece. */
  void await(String piece) throws InterruptedException {
    await(piece, "");
  }

  /** Waits until the text heard contains the piece behind another one that it contains already. */
  synchronized void await(String piece, String behind) throws InterruptedException {
    int from = text.indexOf(behind) + behind.length();
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (text.indexOf(piece, from) < 0) {
      long left = (end - System.nanoTime()) / 1_000_000;
      assertThat(left).as("waiting for %s in %s", piece, text).isPositive();
      wait(left);
    }
  }

  /** Waits until more characters than these were heard. */
  synchronized void awaitBeyond(int length) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (text.length() <= length) {
      long left = (end - System.nanoTime()) / 1_000_000;
      assertThat(left).as("waiting for more than %s", text).isPositive();
      wait(left);
    }
  }

  boolean isFinished() {
    return verdict.isDone();
  }

  Verdict verdict() throws Exception {
    return verdict.get(90, TimeUnit.SECONDS);
  }
}
