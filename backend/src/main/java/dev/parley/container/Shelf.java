package dev.parley.container;

import dev.parley.language.Language;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
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

  final Language language;
  final Deque<Idle> idle = new ArrayDeque<>();
  final Deque<Borrower> borrowers = new ArrayDeque<>();
  int floor;
  int target;
  int building;
  int inUse;
  int failures;
  long restUntil;
  long lastChange;

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

  void missed(PoolSettings settings, long now) {
    lastChange = now;
    if (floor > 0 && target < settings.most()) {
      target++;
    }
  }

  void shrink(PoolSettings settings, long now) {
    if (target > floor && now - lastChange > settings.calm().toNanos()) {
      target--;
      lastChange = now;
    }
  }
}
