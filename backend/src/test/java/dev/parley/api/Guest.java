package dev.parley.api;

import dev.parley.auth.Claims;
import dev.parley.auth.Role;
import dev.parley.room.Answer;
import dev.parley.room.Command;
import dev.parley.room.Connection;
import dev.parley.room.Refusal;
import dev.parley.room.Reply;
import dev.parley.room.Room;
import dev.parley.room.Rooms;
import dev.parley.room.Seat;
import dev.parley.room.ServerMessage;
import dev.parley.session.RoomState;
import dev.parley.text.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** An interviewer inside a room, who does things there and waits until each is committed. */
final class Guest implements Connection {

  private static final String CLIENT = "guest-client";

  private final Rooms rooms;
  private final UUID id;
  private final Seat seat;
  private final Answer.FileState.Whole file;
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private int length;
  private long revision;

  Guest(Rooms rooms, UUID id) {
    this.rooms = rooms;
    this.id = id;
    CompletableFuture<Seat> seated = new CompletableFuture<>();
    Claims claims = new Claims(id, "guest", "Grace", Role.INTERVIEWER);
    Answer.Welcome welcome =
        ask(
            (room, reply) ->
                room.join(
                    new Command.Join(
                        Optional.of(claims), "", Seat.Form.OPS, Optional.of(CLIENT), Map.of()),
                    this,
                    seated::complete,
                    reply));
    this.seat = seated.join();
    this.file = (Answer.FileState.Whole) welcome.files().getFirst();
    this.length = file.text().length();
    this.revision = file.revision();
  }

  /** Appends to the file. */
  void type(String text) {
    Answer.Pushed pushed =
        ask(
            (room, reply) ->
                room.push(
                    seat,
                    new Command.Push(
                        Optional.empty(),
                        file.epoch(),
                        revision,
                        CLIENT,
                        revision,
                        List.of(Change.of(length, length, length, text)),
                        "typing"),
                    reply));
    length += text.length();
    revision = pushed.revision();
  }

  /** Ends the room. */
  void end() {
    Answer.Done unused =
        ask(
            (room, reply) ->
                room.update(
                    seat,
                    new Command.Update(Optional.of(RoomState.ENDED), Optional.empty()),
                    reply));
  }

  private <T> T ask(BiConsumer<Room, Reply<T>> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Reply<T> reply =
        new Reply<>() {
          @Override
          public void accept(T value) {
            answer.complete(value);
          }

          @Override
          public void refuse(Refusal refusal) {
            answer.completeExceptionally(new IllegalStateException(refusal.toString()));
          }
        };
    rooms.enter(id, room -> question.accept(room, reply), reply::refuse);
    return answer.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** What the room has said so far. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void hear(ServerMessage message) {
    heard.add(message.toString());
  }

  @Override
  public void whenRead(Runnable step) {
    // Answers no pings: what it has read is not known.
  }

  @Override
  public void glimpse(ServerMessage message) {}

  @Override
  public Optional<Long> roundTrip() {
    return Optional.empty();
  }

  @Override
  public void close(String reason) {}

  @Override
  public void drop(String reason) {}
}
