package dev.parley.auth;

/** What a role may be allowed. */
public enum Permission {
  /** Change text, files and language. */
  EDIT,
  /** Run, stop and type into programs. */
  RUN,
  /** Show a caret. */
  POINT,
  /** Change the room itself: title, state, codes. */
  DIRECT
}
