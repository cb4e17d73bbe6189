package dev.parley.room;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A room's pen: numbers and times its events, hands them to the journal and lets their effects out
 * once they are committed. Lives on the room's lane; only the journal's answer comes from
 * elsewhere, and hops onto the lane first.
 */
final class Chronicle {

  private static final Logger log = LoggerFactory.getLogger(Chronicle.class);

  private final Journal.Log journal;
  private final Lane lane;
  private final Clock clock;
  private final Instant start;
  private final Duration slow;
  private final Consumer<Refusal> late;
  private final Consumer<Refusal> lost;
  private final Outbox outbox;
  private long seq;
  private long at;

  /** How far the wall clock is behind this room's, in milliseconds. */
  private long behind;

  private boolean broken;

  /** Whether somebody looks after the commits: at most one does. */
  private boolean watched;

  /**
   * Takes up the pen after entry {@code seq}.
   *
   * @param slow how long a commit may take
   * @param late told, on the lane and once for each time, that one takes longer
   * @param lost told, on the lane and once, that the journal failed: from then on nothing this room
   *     holds in memory may be believed
   */
  Chronicle(
      Journal.Log journal,
      Lane lane,
      Clock clock,
      Instant start,
      long seq,
      long at,
      Duration slow,
      Consumer<Refusal> late,
      Consumer<Refusal> lost) {
    this.slow = slow;
    this.late = late;
    this.journal = journal;
    this.lane = lane;
    this.clock = clock;
    this.start = start;
    this.seq = seq;
    this.at = at;
    this.lost = lost;
    this.outbox = new Outbox(seq);
  }

  /**
   * Milliseconds since the room's start. A wall clock that is put back neither takes this back nor
   * halts it: from then on the difference is added.
   */
  long now() {
    long wall = clock.instant().toEpochMilli() - start.toEpochMilli();
    behind = Math.max(behind, at - wall);
    at = wall + behind;
    return at;
  }

  /** The seq of the newest event. */
  long seq() {
    return seq;
  }

  /** Whether everything recorded is committed and told. */
  boolean isQuiet() {
    return outbox.isEmpty();
  }

  /** Records events; the effect follows their commit. */
  void record(Optional<String> by, List<? extends RoomEvent> events, Outbox.Effect effect) {
    record(by, events, Optional.empty(), effect);
  }

  /** Records an event that people know of already; the effect follows its commit, some time. */
  void note(Optional<String> by, RoomEvent event, Outbox.Effect effect) {
    write(by, List.of(event), effect, (entries, when) -> journal.note(entries));
  }

  /**
   * Records events together with the snapshot that covers them.
   *
   * @param snapshot asks for the snapshot, given the seq and time of the last of the events
   */
  void record(
      Optional<String> by,
      List<? extends RoomEvent> events,
      Optional<Snapshooter> snapshot,
      Outbox.Effect effect) {
    write(
        by,
        events,
        effect,
        (entries, when) -> journal.append(entries, snapshot.map(s -> s.at(seq, when))));
  }

  /** Hands entries of one moment over. */
  private interface Handover {
    CompletionStage<Void> to(List<JournalEntry> entries, long when);
  }

  private void write(
      Optional<String> by,
      List<? extends RoomEvent> events,
      Outbox.Effect effect,
      Handover handover) {
    long when = now();
    List<JournalEntry> entries = new ArrayList<>(events.size());
    for (RoomEvent event : events) {
      entries.add(new JournalEntry(++seq, when, by, event));
    }
    long last = seq;
    follow(() -> outbox.after(last, effect));
    if (!watched) {
      watched = true;
      watch(false);
    }
    handover
        .to(entries, when)
        .whenComplete((done, error) -> lane.execute(() -> settle(last, error)));
  }

  /** Lets an effect follow everything recorded so far. */
  void afterAll(Outbox.Effect effect) {
    follow(() -> outbox.after(seq, effect));
  }

  /**
   * Lets effects out. Should one fail, its author and others may not have been told, and the room's
   * memory may hold half of what is stored: the room is given up as after a lost commit, and people
   * meet it again as the journal has it. What was stored is recognised when it is sent again.
   */
  private void follow(Runnable effects) {
    try {
      effects.run();
    } catch (RuntimeException | Error e) {
      // Its message may hold what somebody typed; where it happened says enough.
      IllegalStateException where = new IllegalStateException(e.getClass().getName());
      where.setStackTrace(e.getStackTrace());
      log.error("what follows the entries up to {} failed", seq, where);
      breakOff(
          Refusal.forNow(
              Refusal.Code.UNAVAILABLE,
              "Something went wrong in this room. It is opened again; your edits are kept in your"
                  + " page."));
    }
  }

  private void breakOff(Refusal why) {
    if (!broken) {
      broken = true;
      try {
        outbox.lost(why);
      } finally {
        lost.accept(why);
      }
    }
  }

  /** Looks again and again until nothing waits for its commit. */
  private void watch(boolean told) {
    long mark = seq;
    lane.later(
        slow,
        () -> {
          if (broken || outbox.isEmpty()) {
            watched = false;
            return;
          }
          boolean stuck = !outbox.isCommitted(mark);
          if (stuck && !told) {
            log.warn("nothing up to entry {} is committed after {}", mark, slow);
            late.accept(
                Refusal.forNow(
                    Refusal.Code.NOT_SAVED,
                    "The server cannot save at the moment. Your edits are kept in your page and"
                        + " saved as soon as it can."));
          }
          watch(stuck);
        });
  }

  private void settle(long last, Throwable error) {
    if (error == null) {
      if (!broken) {
        follow(() -> outbox.committed(last));
      }
      return;
    }
    if (!broken) {
      log.error("the journal refused entries up to {}", last, error);
      breakOff(
          Refusal.forNow(
              Refusal.Code.NOT_SAVED,
              "The server could not save this. Your edit is kept in your page and sent again."));
    }
  }

  /** Makes the snapshot that covers an entry. */
  interface Snapshooter {
    RoomSnapshot at(long seq, long at);
  }
}
