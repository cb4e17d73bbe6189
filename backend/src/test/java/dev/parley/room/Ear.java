package dev.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A participant of the tests: sits in a room, says things, and keeps what it hears. */
final class Ear implements Connection {

  private final List<ServerMessage> heard = new CopyOnWriteArrayList<>();
  final CompletableFuture<String> ended = new CompletableFuture<>();
  private volatile Room room;
  private volatile Seat seat;
  private volatile Long roundTrip;
  private volatile boolean breaking;

  /** The next thing said to it meets a defect. */
  void breaks() {
    breaking = true;
  }

  @Override
  public void hear(ServerMessage message) {
    if (breaking) {
      breaking = false;
      throw new IllegalStateException("planted");
    }
    heard.add(message);
  }

  @Override
  public void whenRead(Runnable step) {
    // Answers no pings: what it has read is not known.
  }

  @Override
  public void glimpse(ServerMessage message) {
    heard.add(message);
  }

  @Override
  public Optional<Long> roundTrip() {
    return Optional.ofNullable(roundTrip);
  }

  void measured(long milliseconds) {
    roundTrip = milliseconds;
  }

  @Override
  public void close(String reason) {
    ended.complete(reason);
  }

  @Override
  public void drop(String reason) {
    ended.complete(reason);
  }

  /** Enters by code; a refusal is the result's no. */
  Result<Answer.Welcome> join(Rooms rooms, String code, Command.Join join) throws Exception {
    CompletableFuture<Result<Answer.Welcome>> answer = new CompletableFuture<>();
    rooms.enter(
        code,
        entered -> {
          room = entered;
          entered.join(join, this, given -> seat = given, into(answer));
        },
        refusal -> answer.complete(Result.no(refusal)));
    return answer.get(10, TimeUnit.SECONDS);
  }

  Answer.Welcome welcomed(Rooms rooms, String code, Command.Join join) throws Exception {
    Result<Answer.Welcome> result = join(rooms, code, join);
    assertThat(result).isInstanceOf(Result.Yes.class);
    return ((Result.Yes<Answer.Welcome>) result).value();
  }

  /** Says something to the room without waiting for the answer. */
  <T> CompletableFuture<Result<T>> says(Saying<T> saying) {
    CompletableFuture<Result<T>> answer = new CompletableFuture<>();
    room.lane().execute(() -> saying.say(room, seat, into(answer)));
    return answer;
  }

  /** Says something and waits for the answer. */
  <T> Result<T> asks(Saying<T> saying) throws Exception {
    return says(saying).get(10, TimeUnit.SECONDS);
  }

  /** Says something that must be taken. */
  <T> T gets(Saying<T> saying) throws Exception {
    Result<T> result = asks(saying);
    assertThat(result).isInstanceOf(Result.Yes.class);
    return ((Result.Yes<T>) result).value();
  }

  /** Says something that must be refused. */
  <T> Refusal.Code refused(Saying<T> saying) throws Exception {
    Result<T> result = asks(saying);
    assertThat(result).isInstanceOf(Result.No.class);
    return ((Result.No<T>) result).refusal().code();
  }

  /** Runs a step on the room's lane and waits for it. */
  void onLane(BiConsumer<Room, Seat> step) throws Exception {
    CompletableFuture.runAsync(() -> step.accept(room, seat), room.lane())
        .get(10, TimeUnit.SECONDS);
  }

  /** Goes, and says so. */
  void leaves() throws Exception {
    gets((Saying<Answer.Done>) (entered, own, reply) -> entered.leave(own, true, reply));
  }

  /** Its connection ends. */
  void isLost() throws Exception {
    gets((Saying<Answer.Done>) (entered, own, reply) -> entered.leave(own, false, reply));
  }

  Room room() {
    return room;
  }

  Seat seat() {
    return seat;
  }

  List<ServerMessage> heard() {
    return List.copyOf(heard);
  }

  <M extends ServerMessage> List<M> heard(Class<M> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Waits until it has heard a message. */
  <M extends ServerMessage> M awaits(Class<M> type, Predicate<M> which) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> heard(type).stream().anyMatch(which));
    return heard(type).stream().filter(which).findFirst().orElseThrow();
  }

  <M extends ServerMessage> M awaits(Class<M> type) {
    return awaits(type, message -> true);
  }

  CompletableFuture<String> ended() {
    return ended;
  }

  private static <T> Reply<T> into(CompletableFuture<Result<T>> answer) {
    return new Reply<>() {
      @Override
      public void accept(T value) {
        answer.complete(Result.yes(value));
      }

      @Override
      public void refuse(Refusal refusal) {
        answer.complete(Result.no(refusal));
      }
    };
  }

  /** One thing said to a room. */
  @FunctionalInterface
  interface Saying<T> {
    void say(Room room, Seat seat, Reply<T> reply);
  }
}
