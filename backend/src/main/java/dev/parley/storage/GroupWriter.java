package dev.parley.storage;

import dev.parley.failpoint.Failpoint;
import dev.parley.failpoint.Failpoints;
import dev.parley.room.Journal.JournalException;
import java.io.IOException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes.
 *
 * <p>A commit costs much the same whether it holds one entry or a hundred, and edits are shown only
 * after theirs. So the writer never makes them wait for company: it commits what is waiting, and
 * what arrives meanwhile is the next group. Alone, an edit pays one commit; under load groups grow
 * until the writer keeps up. A timer that gathers first would add its delay to every quiet
 * keystroke and gain nothing under load. What was shown before it is stored (a run, what it prints)
 * does wait a moment: of the four or five commits of a short program one is left, and none of them
 * competes for the processor with the program's start.
 *
 * <p>A group is one transaction. If it fails, each room's share is tried on its own, so that one
 * room's bad entry costs no other room anything; a room whose share fails is shut off for good (see
 * {@link Fence}): what it had waiting fails too, and the room has to be opened again from what is
 * stored. Where nothing at all can be stored (see {@link Footing}), nothing fails: the writer waits
 * with what it has in hand, and the queue behind it fills up to its bound.
 *
 * <p>Rows go through Hibernate's stateless session, which batches them. A plain JDBC batch took 13
 * microseconds of this thread's time an entry where this takes 13 to 15 (groups of 20; 45 against
 * 49 in groups of 2): not worth a second description of the tables.
 *
 * <p>Nobody interrupts this thread: an interrupt in the middle of file access closes the database
 * file under everybody.
 */
final class GroupWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

  /** How often a group is tried for which the database gives up, if not because of the disk. */
  private static final int ATTEMPTS = 3;

  /** Causes of a failure that are looked at; some of H2's go round in circles. */
  private static final int CAUSES = 20;

  private record Between(Runnable work, CompletableFuture<Void> done) {}

  private final Database database;
  private final Footing footing;
  private final Housekeeping housekeeping;
  private final AppendQueue queue;
  private final int groupEntries;
  private final boolean powerSafe;
  private final Duration closing;
  private final Duration look;
  private final Failpoints failpoints;
  private final AtomicReference<Between> between = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean stalled;

  GroupWriter(
      Database database,
      Footing footing,
      Housekeeping housekeeping,
      StorageSettings settings,
      Failpoints failpoints) {
    this.database = database;
    this.footing = footing;
    this.housekeeping = housekeeping;
    this.look = settings.look();
    this.queue =
        new AppendQueue(settings.queuedEntries(), settings.queuedUnits(), settings.linger());
    this.groupEntries = settings.groupEntries();
    this.powerSafe = settings.powerSafe();
    this.closing = settings.closing();
    this.failpoints = failpoints;
    this.thread = Thread.ofPlatform().name("journal-writer").start(this::run);
  }

  /** Takes a batch, or says no: no room, or closed. */
  boolean offer(Batch batch) {
    return queue.offer(batch);
  }

  /** Whether nothing can be stored at the moment and what is offered waits. */
  boolean isStalled() {
    return stalled;
  }

  /** Does something on the writer's thread between two commits; one such thing at a time. */
  CompletableFuture<Void> between(Runnable work) {
    Between step = new Between(work, new CompletableFuture<>());
    if (!between.compareAndSet(null, step) || !queue.offer(Batch.barrier())) {
      between.compareAndSet(step, null);
      return CompletableFuture.failedFuture(new JournalException("the writer is busy", null));
    }
    return step.done();
  }

  /** Takes no more, commits what is waiting, ends. */
  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    long until = System.nanoTime() + closing.toNanos();
    while (thread.isAlive() && until - System.nanoTime() > 0) {
      try {
        thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (thread.isAlive()) {
      LOG.error("The journal's writer did not end within {}", closing);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    for (List<Batch> group = queue.take(groupEntries);
        !group.isEmpty();
        group = queue.take(groupEntries)) {
      List<Batch> open = new ArrayList<>(group.size());
      for (Batch batch : group) {
        batch.fence().cause().ifPresentOrElse(batch::fail, () -> open.add(batch));
      }
      store(open);
      between();
      tidy();
    }
    between.set(null);
    housekeeping.settle();
  }

  /**
   * Commits a group, however long that takes: while nothing can be stored at all, everybody's
   * entries wait here and behind, and nobody is told that they are saved.
   */
  private void store(List<Batch> group) {
    int attempt = 0;
    while (true) {
      if (!group.stream().allMatch(Batch::isEmpty) && !isReady()) {
        JournalException cause = new JournalException("closed while nothing could be stored", null);
        group.forEach(batch -> batch.fail(cause));
        return;
      }
      try {
        commit(group);
        if (stalled) {
          stalled = false;
          LOG.info("Everything can be stored again");
        }
        group.forEach(batch -> batch.done().complete(null));
        return;
      } catch (RuntimeException | Error e) {
        if (!footing.isLost() || ++attempt == ATTEMPTS) {
          stalled = false;
          apart(group, e);
          return;
        }
        // Should it be committed after all, the keys refuse it now and the room is opened again.
        if (!stalled) {
          LOG.error("The database gave up; it is opened again", e);
        }
        if (isOfDisk(e)) {
          attempt = 0;
          stall("the disk refuses to take it");
        }
      }
    }
  }

  /** Waits until a commit can be tried; not beyond the close. */
  private boolean isReady() {
    boolean waits = stalled;
    Optional<String> missing = footing.missing();
    while (waits || missing.isPresent()) {
      missing.ifPresent(this::stall);
      if (queue.pause(look)) {
        return false;
      }
      waits = false;
      missing = footing.missing();
    }
    return true;
  }

  private static boolean isOfDisk(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(CAUSES)
        .anyMatch(IOException.class::isInstance);
  }

  private void stall(String why) {
    if (!stalled) {
      LOG.error("Nothing can be stored, everybody waits: {}", why);
    }
    stalled = true;
  }

  private void between() {
    Between step = between.getAndSet(null);
    if (step == null) {
      return;
    }
    try {
      housekeeping.settle();
      step.work().run();
      step.done().complete(null);
    } catch (RuntimeException | Error e) {
      step.done().completeExceptionally(e);
    }
  }

  private void tidy() {
    if (footing.isLost()) {
      return;
    }
    try {
      housekeeping.tidy();
    } catch (RuntimeException e) {
      LOG.warn("The database file could not be tidied", e);
    }
  }

  /** A group failed: each room for itself, in the order in which they came. */
  private void apart(List<Batch> group, Throwable first) {
    Map<Fence, List<Batch>> rooms = new LinkedHashMap<>();
    for (Batch batch : group) {
      rooms.computeIfAbsent(batch.fence(), fence -> new ArrayList<>()).add(batch);
    }
    rooms.values().forEach(share -> share(share, rooms.size() > 1 ? null : first));
  }

  private void share(List<Batch> share, Throwable known) {
    Throwable failure = known;
    if (failure == null) {
      try {
        commit(share);
      } catch (RuntimeException | Error e) {
        failure = e;
      }
    }
    if (failure == null) {
      share.forEach(batch -> batch.done().complete(null));
      return;
    }
    LOG.error("A room's entries could not be stored; the room is shut off", failure);
    JournalException cause = new JournalException("the entries could not be stored", failure);
    share.forEach(batch -> batch.fail(cause));
  }

  private void commit(List<Batch> group) {
    if (group.stream().allMatch(Batch::isEmpty)) {
      return;
    }
    database.inTransaction(session -> write(session, group));
    if (powerSafe) {
      database.inTransaction(GroupWriter::force);
    }
    failpoints.reach(Failpoint.AFTER_COMMIT);
  }

  private void write(StatelessSession session, List<Batch> group) {
    session.insertMultiple(group.stream().flatMap(batch -> batch.rooms().stream()).toList());
    session.insertMultiple(group.stream().flatMap(batch -> batch.entries().stream()).toList());
    if (group.stream().anyMatch(Batch::hasSnapshot)) {
      failpoints.reach(Failpoint.MID_SNAPSHOT);
    }
    session.insertMultiple(group.stream().flatMap(batch -> batch.rest().stream()).toList());
    group.forEach(batch -> batch.updates().forEach(update -> update.accept(session)));
    failpoints.reach(Failpoint.BEFORE_COMMIT);
  }

  private static void force(StatelessSession session) {
    session.doWork(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
          }
        });
  }
}
