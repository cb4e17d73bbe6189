package dev.parley.room;

import static java.util.Objects.requireNonNull;

import dev.parley.auth.Role;

/**
 * Somebody in the room, as the others see them.
 *
 * @param id public, given by the server, stable over reconnects of a token's bearer
 * @param color a CSS colour, different from the others' as long as the palette lasts
 */
public record Participant(String id, String username, Role role, String color) {

  public Participant {
    requireNonNull(id, "id");
    requireNonNull(username, "username");
    requireNonNull(role, "role");
    requireNonNull(color, "color");
  }
}
