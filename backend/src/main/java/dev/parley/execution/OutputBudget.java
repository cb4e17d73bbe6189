package dev.parley.execution;

/** Counts what a program writes and says how much of it may pass. One thread at a time. */
final class OutputBudget {

  private final long limit;
  private long written;

  /**
   * @param limit bytes
   */
  OutputBudget(long limit) {
    this.limit = limit;
  }

  /** Counts so many more bytes; the answer is how many of them may pass. */
  int admit(int bytes) {
    long left = Math.max(0, limit - written);
    written += bytes;
    return (int) Math.min(left, bytes);
  }

  /** Everything the program wrote, in bytes, passed or not. */
  long written() {
    return written;
  }

  boolean exceeded() {
    return written > limit;
  }
}
