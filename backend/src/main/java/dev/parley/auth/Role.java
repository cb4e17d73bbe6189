package dev.parley.auth;

import static dev.parley.auth.Permission.DIRECT;
import static dev.parley.auth.Permission.EDIT;
import static dev.parley.auth.Permission.POINT;
import static dev.parley.auth.Permission.RUN;

import java.util.Locale;
import java.util.Set;

/** A person's part in a room, and what it allows: the one table of rights. */
public enum Role {
  INTERVIEWER(Set.of(EDIT, RUN, POINT, DIRECT)),
  CANDIDATE(Set.of(EDIT, RUN, POINT)),
  /** Silent: watches, and nobody sees a caret. */
  OBSERVER(Set.of());

  private final Set<Permission> permissions;

  Role(Set<Permission> permissions) {
    this.permissions = permissions;
  }

  /** Whether this role may do that. */
  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /** The name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
