package dev.parley.room;

/** A value, or the reason why there is none. */
public sealed interface Result<T> {

  /** The value. */
  record Yes<T>(T value) implements Result<T> {}

  /** The reason. */
  record No<T>(Refusal refusal) implements Result<T> {}

  /** Says yes. */
  static <T> Result<T> yes(T value) {
    return new Yes<>(value);
  }

  /** Says no. */
  static <T> Result<T> no(Refusal refusal) {
    return new No<>(refusal);
  }
}
