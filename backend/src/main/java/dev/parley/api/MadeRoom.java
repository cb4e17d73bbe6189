package dev.parley.api;

import dev.parley.auth.Claims;
import dev.parley.auth.Role;
import dev.parley.auth.Tokens;
import dev.parley.room.Rooms;
import dev.parley.session.Identity;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;

/** What whoever made a room is told, this once: both links, and a token to enter with. */
final class MadeRoom {

  private final Tokens tokens;
  private final Identity identity;

  MadeRoom(Tokens tokens, Identity identity) {
    this.tokens = tokens;
    this.identity = identity;
  }

  record Created(String id, String code, RoomState state, Links links, String token) {}

  /** The interviewer's secret is in the fragment, which browsers keep to themselves. */
  record Links(String candidate, String interviewer) {}

  Reply told(Rooms.Created made) {
    RoomRecord room = made.room();
    String link = "/room/" + room.code();
    return Reply.Json.created(
        new Created(
            room.id().toString(),
            room.code().value(),
            room.state(),
            new Links(link, link + "#k=" + made.capability()),
            tokens.issue(
                new Claims(room.id(), identity.shortId(), "Interviewer", Role.INTERVIEWER))));
  }
}
