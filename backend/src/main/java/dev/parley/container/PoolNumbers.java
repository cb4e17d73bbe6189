package dev.parley.container;

/**
 * What a pool holds, of one language or of all.
 *
 * @param idle containers that wait for a program
 * @param building containers that are being made
 * @param inUse containers that have been lent and not given back
 * @param waiting borrowers who wait for a container
 */
public record PoolNumbers(int idle, int building, int inUse, int waiting) {

  static final PoolNumbers NONE = new PoolNumbers(0, 0, 0, 0);

  PoolNumbers plus(PoolNumbers other) {
    return new PoolNumbers(
        idle + other.idle, building + other.building, inUse + other.inUse, waiting + other.waiting);
  }

  @Override
  public String toString() {
    return idle + " idle, " + building + " building, " + inUse + " in use, " + waiting + " waiting";
  }
}
