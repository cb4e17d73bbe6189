package dev.parley.container.docker;

import dev.parley.container.EngineException;
import java.util.BitSet;

/**
 * Gives every living sandbox a user of its own. Control groups count per container, but the kernel
 * counts some things per user (file watches, queued signals, memory of pipes, keyrings): with one
 * user for all, one room could take them from every other. The images know these users by name.
 * Safe from any thread.
 */
final class SandboxUsers {

  /** The group of all of them, which counts nothing. */
  static final int GROUP = 10_001;

  private static final int FIRST = 10_001;
  private static final int COUNT = 512;

  private final BitSet taken = new BitSet(COUNT);
  private int next;

  /**
   * @param seed where to begin, so that two servers of one machine rarely use the same ones
   */
  SandboxUsers(int seed) {
    this.next = Math.floorMod(seed, COUNT);
  }

  /** A number that no living sandbox has; those given back are used again as late as possible. */
  synchronized int take() throws EngineException {
    int free = taken.nextClearBit(next);
    if (free >= COUNT) {
      free = taken.nextClearBit(0);
    }
    if (free >= COUNT) {
      throw new EngineException("Every one of " + COUNT + " sandboxes is in use.");
    }
    taken.set(free);
    next = (free + 1) % COUNT;
    return FIRST + free;
  }

  synchronized void giveBack(int user) {
    taken.clear(user - FIRST);
  }
}
