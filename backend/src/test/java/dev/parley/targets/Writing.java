package dev.parley.targets;

import dev.parley.room.Journal;
import dev.parley.session.RoomRecord;
import dev.parley.text.Change;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * How many edits the journal acknowledges, and how soon, to 20 rooms of 5 people. First everybody
 * types one edit, waits for its commit and types the next, as fast as it goes: that gives the rate,
 * and the wait of a queue that is always full. Then everybody types at a steady pace whatever the
 * journal does, and a wait counts from the moment at which the edit was due: at the rate that is
 * asked for, and at that of people.
 */
final class Writing {

  private static final int ROOMS = 20;
  private static final int PEOPLE = 5;
  private static final int SECONDS = 6;
  private static final int WARM_SECONDS = 4;
  private static final double WAIT_MS = 25;

  /** Strokes a second of somebody who types fast. */
  private static final int FAST = 10;

  /** A room's end of the journal and where it stands; for one caller at a time. */
  private static final class Author {
    private final Journal.Log log;
    private long revision;

    Author(Journal.Log log) {
      this.log = log;
    }

    synchronized CompletionStage<Void> type() {
      int length = Math.toIntExact(revision++);
      return log.append(
          List.of(
              Desk.entry(
                  revision + 2,
                  revision,
                  Desk.changed(revision, Change.of(length, length, length, "x")))),
          Optional.empty());
    }
  }

  private final List<Author> authors = new ArrayList<>();
  private final ConcurrentLinkedQueue<Double> waits = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private Writing(Desk desk) {
    for (int number = 0; number < ROOMS; number++) {
      RoomRecord room = Desk.room(number, Instant.now());
      desk.storage().journal().create(room, Desk.first());
      authors.add(new Author(desk.storage().journal().open(room.id(), 0).log()));
    }
  }

  static void measure(Report report) throws IOException, InterruptedException {
    for (boolean powerSafe : new boolean[] {false, true}) {
      int asked = powerSafe ? 2_000 : 4_000;
      report.heading(
          "The journal, "
              + ROOMS
              + " rooms x "
              + PEOPLE
              + ", safe from a "
              + (powerSafe ? "power cut" : "killed process"));
      try (Desk desk = new Desk(powerSafe)) {
        Writing writing = new Writing(desk);
        writing.full(WARM_SECONDS);
        Figures full = writing.full(SECONDS);
        report.atLeast(
            "edits acknowledged a second, as fast as it goes",
            (double) full.count() / SECONDS,
            asked,
            "",
            full.toString());
        report.atMost("their p99", full.percentile(99), WAIT_MS, " ms", "");
        for (int rate : new int[] {asked, FAST * ROOMS * PEOPLE}) {
          Figures paced = writing.paced(rate, SECONDS);
          report.atMost(
              String.format(Locale.ROOT, "p99 at %,d edits a second", rate),
              paced.percentile(99),
              WAIT_MS,
              " ms",
              paced.toString());
        }
      }
    }
  }

  /** As fast as it goes: everybody waits for each of their own. */
  private Figures full(int seconds) throws InterruptedException {
    long until = System.nanoTime() + seconds * 1_000_000_000L;
    CountDownLatch done = new CountDownLatch(ROOMS * PEOPLE);
    for (int person = 0; person < PEOPLE; person++) {
      authors.forEach(author -> again(author, until, done));
    }
    done.await();
    return figures();
  }

  private void again(Author author, long until, CountDownLatch done) {
    long start = System.nanoTime();
    if (start > until) {
      done.countDown();
      return;
    }
    author
        .type()
        .whenComplete(
            (committed, error) -> {
              if (error != null) {
                failure.set(error);
                done.countDown();
                return;
              }
              waits.add((System.nanoTime() - start) / 1e6);
              again(author, until, done);
            });
  }

  /** At a steady pace, whatever the journal does; the rooms in turn. */
  private Figures paced(int rate, int seconds) throws InterruptedException {
    int strokes = rate * seconds;
    CountDownLatch done = new CountDownLatch(strokes);
    long begin = System.nanoTime();
    for (int stroke = 0; stroke < strokes; stroke++) {
      long due = begin + stroke * 1_000_000_000L / rate;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      authors
          .get(stroke % ROOMS)
          .type()
          .whenComplete(
              (committed, error) -> {
                failure.compareAndSet(null, error);
                waits.add((System.nanoTime() - due) / 1e6);
                done.countDown();
              });
    }
    done.await();
    return figures();
  }

  private Figures figures() {
    if (failure.get() != null) {
      throw new IllegalStateException("not everything was acknowledged", failure.get());
    }
    double[] measured = waits.stream().mapToDouble(each -> each).toArray();
    waits.clear();
    return Figures.of(measured);
  }
}
