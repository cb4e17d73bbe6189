package dev.parley.auth;

import java.util.Locale;

/** A person's part in a room. */
public enum Role {
  INTERVIEWER,
  CANDIDATE,
  /** Silent: watches, and nobody sees a caret. */
  OBSERVER;

  /** Whether this role may do that: the one table of rights. */
  public boolean may(Permission permission) {
    return switch (permission) {
      case EDIT, RUN, POINT -> this != OBSERVER;
      case DIRECT -> this == INTERVIEWER;
    };
  }

  /** The name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
