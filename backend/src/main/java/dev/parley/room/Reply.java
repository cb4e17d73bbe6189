package dev.parley.room;

/**
 * Where the answer to one command goes: exactly one call, after the commit when the answer promises
 * one.
 */
public interface Reply<T> {

  /** Done; the answer is committed. */
  void accept(T answer);

  /** Not done, and nothing changed. */
  void refuse(Refusal refusal);
}
