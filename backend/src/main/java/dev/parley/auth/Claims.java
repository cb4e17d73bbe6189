package dev.parley.auth;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * What a token says of its bearer.
 *
 * @param room the one room it opens
 * @param participant the bearer's public id there
 */
public record Claims(UUID room, String participant, String name, Role role) {

  public Claims {
    requireNonNull(room, "room");
    requireNonNull(participant, "participant");
    requireNonNull(name, "name");
    requireNonNull(role, "role");
  }
}
