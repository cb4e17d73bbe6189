package dev.parley.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run that nobody needs to be there for: everything that became of it is kept, in order and
 * numbered, for who asks later or follows. Any thread.
 */
public final class KeptRun {

  /** Something that became of a run, numbered from 1. */
  public sealed interface Event {

    /** The number. */
    long n();

    /** It waits for a slot. */
    record Queued(long n, Place place) implements Event {}

    /** A container has it. */
    record Started(long n, long waitedMs, boolean warm) implements Event {}

    /** The program waits for input, or no longer. */
    record Waiting(long n, boolean waiting) implements Event {}

    /** The program, or the platform, wrote. */
    record Output(long n, OutputKind stream, String data) implements Event {}

    /** The end, and always the last. */
    record Finished(long n, Verdict verdict) implements Event {}
  }

  private final String id;
  private final String language;
  private final int mostWatchers;
  private final List<Event> events = new ArrayList<>();
  private Execution execution;
  private Optional<Place> place = Optional.empty();
  private boolean started;
  private boolean waiting;
  private Verdict verdict;
  private long units;
  private int watchers;

  KeptRun(String id, String language, int mostWatchers) {
    this.id = id;
    this.language = language;
    this.mostWatchers = mostWatchers;
  }

  /** The capability by which this run is reached: whoever knows it may see and steer it. */
  public String id() {
    return id;
  }

  /** The language's id. */
  public String language() {
    return language;
  }

  /** By which it is fed and ended. */
  public synchronized Execution execution() {
    return execution;
  }

  synchronized void runsAs(Execution taken) {
    execution = taken;
  }

  /** Where it stands in the queue, while it does. */
  public synchronized Optional<Place> place() {
    return started || verdict != null ? Optional.empty() : place;
  }

  /** Whether the program waits for input. */
  public synchronized boolean isWaiting() {
    return waiting && verdict == null;
  }

  /** Whether a container has, or had, the program. */
  public synchronized boolean isStarted() {
    return started;
  }

  /** How it ended, if it has. */
  public synchronized Optional<Verdict> verdict() {
    return Optional.ofNullable(verdict);
  }

  /** What was written so far, of some kinds, in the order it was written. */
  public synchronized String written(OutputKind... kinds) {
    List<OutputKind> wanted = List.of(kinds);
    StringBuilder text = new StringBuilder();
    for (Event event : events) {
      if (event instanceof Event.Output output && wanted.contains(output.stream())) {
        text.append(output.data());
      }
    }
    return text.toString();
  }

  synchronized long units() {
    return units;
  }

  /** Waits for the end, so long at most. */
  public synchronized Optional<Verdict> await(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    while (verdict == null && left > 0) {
      wait(Math.max(1, left / 1_000_000));
      left = end - System.nanoTime();
    }
    return verdict();
  }

  /** What happened behind a number; waits for something, so long at most. */
  public synchronized List<Event> after(long n, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    while (events.size() <= n && verdict == null && left > 0) {
      wait(Math.max(1, left / 1_000_000));
      left = end - System.nanoTime();
    }
    return List.copyOf(events.subList((int) Math.min(n, events.size()), events.size()));
  }

  /** Takes a place among those who follow; false when all are taken. */
  public synchronized boolean follow() {
    if (watchers >= mostWatchers) {
      return false;
    }
    watchers++;
    return true;
  }

  /** Gives the place up. */
  public synchronized void unfollow() {
    watchers--;
  }

  ExecutionListener listener() {
    return new Keeping();
  }

  private long next() {
    return events.size() + 1L;
  }

  private synchronized void keep(Event event) {
    events.add(event);
    notifyAll();
  }

  private final class Keeping implements ExecutionListener {

    @Override
    public void queued(Place at) {
      synchronized (KeptRun.this) {
        place = Optional.of(at);
        keep(new Event.Queued(next(), at));
      }
    }

    @Override
    public void started(Duration waited, boolean warm) {
      synchronized (KeptRun.this) {
        started = true;
        keep(new Event.Started(next(), waited.toMillis(), warm));
      }
    }

    @Override
    public void waiting(boolean forInput) {
      synchronized (KeptRun.this) {
        waiting = forInput;
        keep(new Event.Waiting(next(), forInput));
      }
    }

    @Override
    public void output(OutputKind kind, String text) {
      synchronized (KeptRun.this) {
        units += text.length();
        keep(new Event.Output(next(), kind, text));
      }
    }

    @Override
    public void finished(Verdict end) {
      synchronized (KeptRun.this) {
        verdict = end;
        keep(new Event.Finished(next(), end));
      }
    }
  }
}
