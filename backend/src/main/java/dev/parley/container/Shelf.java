package dev.parley.container;

import dev.parley.language.Language;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One language's part of the pool: who waits for a container, which containers wait, and how many
 * there should be. Touched under the pool's lock only.
 */
final class Shelf {

  /** A container that waits for its program, since a moment of the pool's clock. */
  record Idle(Sandbox sandbox, long since) {}

  /** Somebody who waits for a container; the numbers tell who came first over all shelves. */
  record Borrower(CompletableFuture<Lease> future, long number) {}

  /** A container that is to be destroyed, and why. */
  record Dead(Sandbox sandbox, String reason) {}

  private static final Duration FIRST_REST = Duration.ofMillis(500);
  private static final int MOST_DOUBLINGS = 4;

  final Language language;
  final Deque<Idle> idle = new ArrayDeque<>();
  final Deque<Borrower> borrowers = new ArrayDeque<>();
  int floor;
  int target;
  int building;
  int inUse;

  /** Which borrower of the whole pool was the last to come here; 0 where nobody ever did. */
  long lastUse;

  private int failures;
  private long restUntil;
  private long lastChange;

  Shelf(Language language) {
    this.language = language;
  }

  /** The oldest that lives, or null; the dead stay for house-keeping to bury. */
  Sandbox take() {
    for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
      Sandbox sandbox = each.next().sandbox();
      if (sandbox.alive()) {
        each.remove();
        return sandbox;
      }
    }
    return null;
  }

  PoolNumbers numbers() {
    return new PoolNumbers(idle.size(), building, inUse, borrowers.size());
  }

  /** A container was made, and is somebody's until it is put onto the shelf. */
  void built() {
    building--;
    inUse++;
    failures = 0;
  }

  /** A container could not be made: it rests, longer with every failure in a row. */
  void failed(long now) {
    building--;
    failures++;
    restUntil = now + (FIRST_REST.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS));
  }

  /** A container died that waited here. */
  void lost(long now) {
    failures++;
    restUntil = now + FIRST_REST.toNanos();
  }

  /** Takes off what is dead, too old or too many. */
  List<Dead> cull(PoolSettings settings, long now) {
    List<Dead> dead = new ArrayList<>();
    for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
      Idle next = each.next();
      boolean died = !next.sandbox().alive();
      if (died || now - next.since() > settings.age().toNanos()) {
        each.remove();
        dead.add(new Dead(next.sandbox(), died ? "it died while it waited" : "it waited too long"));
      }
    }
    shrink(settings, now);
    while (idle.size() > target) {
      dead.add(new Dead(idle.removeFirst().sandbox(), "it is no longer needed"));
    }
    return dead;
  }

  /** Whether somebody waits for whom nothing is being made. */
  boolean owes() {
    return borrowers.size() > building;
  }

  /** Whether it has less than it should and does not rest. */
  boolean isShort(long now) {
    return idle.size() + building < target && now - restUntil >= 0;
  }

  /** Whether nothing waits and nothing is being made. */
  boolean isBare() {
    return idle.isEmpty() && building == 0;
  }

  /** How much of what it should have it has or will have, of 1. */
  double share() {
    return (double) (idle.size() + building) / target;
  }

  void missed(PoolSettings settings, long now) {
    lastChange = now;
    if (floor > 0 && target < settings.most()) {
      target++;
    }
  }

  private void shrink(PoolSettings settings, long now) {
    if (target > floor && now - lastChange > settings.calm().toNanos()) {
      target--;
      lastChange = now;
    }
  }
}
