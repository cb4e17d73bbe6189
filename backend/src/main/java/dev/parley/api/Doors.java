package dev.parley.api;

import dev.parley.auth.Claims;
import dev.parley.auth.GuessLimit;
import dev.parley.auth.Role;
import dev.parley.auth.Tokens;
import dev.parley.replay.Viewer;
import dev.parley.room.Refusal;
import dev.parley.room.Room;
import dev.parley.room.Rooms;
import dev.parley.session.RoomRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The way to a room: codes are looked up, wrong ones counted, lanes entered with patience. */
final class Doors {

  private final Rooms rooms;
  private final Tokens tokens;
  private final GuessLimit guesses;
  private final Duration patience;

  Doors(Rooms rooms, Tokens tokens, GuessLimit guesses, Duration patience) {
    this.rooms = rooms;
    this.tokens = tokens;
    this.guesses = guesses;
    this.patience = patience;
  }

  /** The room that the path's {@code code} names. */
  RoomRecord room(Request request) throws Refused {
    guard(request);
    return rooms
        .find(request.path("code"))
        .orElseThrow(
            () -> {
              missed(request);
              return new Refused(Refusal.Code.UNKNOWN_ROOM, "No room has this code.");
            });
  }

  /** Turns away who guessed too much. */
  private void guard(Request request) throws Refused {
    if (!guesses.allows(request.address())) {
      throw new Refused(
          Problem.of(
              Refusal.forNow(
                  Refusal.Code.RATE_LIMITED,
                  "Too many wrong codes from here. Wait a minute, then try again.")));
    }
  }

  /** Counts a wrong code or key. */
  void missed(Request request) {
    guesses.missed(request.address());
  }

  /** Who shows a token of this room. */
  Claims bearer(Request request, RoomRecord room) throws Refused {
    return known(request, room)
        .orElseThrow(
            () ->
                new Refused(
                    Refusal.Code.UNAUTHORIZED, "This needs a token of this room that is valid."));
  }

  /** Who shows a token of this room, if anybody does. */
  Optional<Claims> known(Request request, RoomRecord room) {
    return request.bearer().flatMap(tokens::read).filter(claims -> claims.room().equals(room.id()));
  }

  /** As {@link #bearer}, for what only interviewers may do. */
  Claims interviewer(Request request, RoomRecord room) throws Refused {
    Claims claims = bearer(request, room);
    if (claims.role() != Role.INTERVIEWER) {
      throw new Refused(Refusal.Code.FORBIDDEN, "Only an interviewer may do that.");
    }
    return claims;
  }

  /**
   * Who looks back at the room: the bearer of a token of it, or somebody who knows its code. A
   * token that is no longer good is refused, so that its bearer can get another and see what is
   * theirs.
   */
  Viewer viewer(Request request, RoomRecord room) throws Refused {
    if (request.bearer().isEmpty()) {
      return Viewer.STRANGER;
    }
    Claims claims = bearer(request, room);
    return Viewer.of(claims.participant(), claims.role());
  }

  /** Asks a living room something, on its lane. */
  <T> T inside(RoomRecord room, Function<Room, T> question) throws Refused {
    return ask(room, (living, reply) -> reply.accept(question.apply(living)));
  }

  /** As {@link #inside}, where the room answers later, or not as wished. */
  <T> T ask(RoomRecord room, BiConsumer<Room, dev.parley.room.Reply<T>> question) throws Refused {
    CompletableFuture<T> answer = new CompletableFuture<>();
    dev.parley.room.Reply<T> reply = new Awaited<>(answer);
    rooms.enter(
        room.id(),
        living -> {
          try {
            question.accept(living, reply);
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        },
        reply::refuse);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refused refused) {
        throw refused;
      }
      throw new IllegalStateException("a room could not be asked", e.getCause());
    } catch (TimeoutException e) {
      throw busy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  /** A room's answer as the waiting call gets it. */
  private record Awaited<T>(CompletableFuture<T> answer) implements dev.parley.room.Reply<T> {

    @Override
    public void accept(T value) {
      answer.complete(value);
    }

    @Override
    public void refuse(Refusal refusal) {
      answer.completeExceptionally(new Refused(Problem.of(refusal)));
    }
  }

  private static Refused busy() {
    return new Refused(
        Problem.of(
            Refusal.forNow(Refusal.Code.BUSY, "This room does not answer in time. Try again.")));
  }
}
