package dev.parley.socket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.auth.Claims;
import dev.parley.auth.GuessLimit;
import dev.parley.auth.Tokens;
import dev.parley.room.Answer;
import dev.parley.room.Command;
import dev.parley.room.Refusal;
import dev.parley.room.Refusal.Code;
import dev.parley.room.Reply;
import dev.parley.room.Result;
import dev.parley.room.Room;
import dev.parley.room.Rooms;
import dev.parley.room.Seat;
import dev.parley.socketio.Ack;
import dev.parley.socketio.Admission;
import dev.parley.socketio.Peer;
import dev.parley.socketio.PeerListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * From an event to a room's lane and back. Calls come on event loops, one peer at a time in order;
 * nothing here blocks: an event is checked for shape and put on the lane of the room its sender
 * sits in. A sender is who the server says: what a message claims of its sender is not even read.
 */
public final class SocketGateway implements PeerListener {

  /**
   * One peer's way through the door. Fields but the seat are used on the peer's event loop only.
   */
  private static final class Visitor {
    final PeerConnection connection;
    final Optional<Claims> bearer;
    final RateLimit events;
    final RateLimit carets;
    final RateLimit excess;
    boolean joining;
    volatile boolean gone;
    volatile Seated seated;

    Visitor(
        PeerConnection connection,
        Optional<Claims> bearer,
        RateLimit events,
        RateLimit carets,
        RateLimit excess) {
      this.connection = connection;
      this.bearer = bearer;
      this.events = events;
      this.carets = carets;
      this.excess = excess;
    }
  }

  private record Seated(Room room, Seat seat) {}

  private final Rooms rooms;
  private final Tokens tokens;
  private final GuessLimit guesses;
  private final SocketSettings settings;
  private final LongSupplier nanoTime;
  private final CommandReader reader;
  private final MessageWriter writer = new MessageWriter();
  private final Map<String, Visitor> visitors = new ConcurrentHashMap<>();

  /** Makes a gateway to the rooms. */
  public SocketGateway(
      Rooms rooms,
      Tokens tokens,
      GuessLimit guesses,
      SocketSettings settings,
      LongSupplier nanoTime) {
    this.rooms = rooms;
    this.tokens = tokens;
    this.guesses = guesses;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.reader = new CommandReader(settings);
  }

  @Override
  public Admission connecting(Peer peer, JsonNode auth) {
    JsonNode token = auth.path("token");
    if (token.isMissingNode() || token.isNull()) {
      return Admission.accept();
    }
    return token.isTextual() && tokens.read(token.textValue()).isPresent()
        ? Admission.accept()
        : Admission.refuse(
            "unauthorized",
            writer.error(
                Refusal.of(Code.UNAUTHORIZED, "This token is not valid here. Join again.")));
  }

  @Override
  public void connected(Peer peer, JsonNode auth) {
    visitors.put(
        peer.id(),
        new Visitor(
            new PeerConnection(peer, writer),
            Optional.ofNullable(auth.path("token").textValue()).flatMap(tokens::read),
            new RateLimit(settings.eventsPerSecond(), settings.eventBurst(), nanoTime),
            new RateLimit(settings.presencePerSecond(), settings.presencePerSecond(), nanoTime),
            new RateLimit(settings.excessPerSecond(), settings.excessBurst(), nanoTime)));
  }

  @Override
  public void measured(Peer peer) {
    Visitor visitor = visitors.get(peer.id());
    Seated seated = visitor == null ? null : visitor.seated;
    if (seated != null) {
      seated.room().lane().execute(seated.room()::measured);
    }
  }

  @Override
  public void disconnected(Peer peer, String reason) {
    Visitor visitor = visitors.remove(peer.id());
    if (visitor != null) {
      visitor.gone = true;
      leaveIfGone(visitor);
    }
  }

  /** Whichever of joining and going comes last finds the other done. */
  private static void leaveIfGone(Visitor visitor) {
    Seated seated = visitor.seated;
    if (visitor.gone && seated != null) {
      seated.room().lane().execute(() -> seated.room().leave(seated.seat(), false, SILENCE));
    }
  }

  @Override
  public void event(Peer peer, String name, List<JsonNode> args, Ack ack) {
    Visitor visitor = visitors.get(peer.id());
    if (visitor == null) {
      return;
    }
    Answering answering = new Answering(peer, ack);
    if (name.equals("presence")) {
      if (visitor.carets.allows()) {
        command(visitor, name, args, answering);
      } else {
        exceeded(visitor);
      }
      return;
    }
    if (!visitor.events.allows()) {
      exceeded(visitor);
      answering.refuse(
          Refusal.forNow(Code.RATE_LIMITED, "That is faster than anybody types. Slow down."));
      return;
    }
    switch (name) {
      case "join", "join_session" -> join(visitor, peer, args, answering);
      case "leave" -> leave(visitor, answering);
      default -> command(visitor, name, args, answering);
    }
  }

  /** Once in a while is borne; a flood is nobody's typing. */
  private static void exceeded(Visitor visitor) {
    if (!visitor.excess.allows()) {
      visitor.connection.drop("it sent far more than anybody types");
    }
  }

  // ---- join and leave ---------------------------------------------------------------------------

  private void join(Visitor visitor, Peer peer, List<JsonNode> args, Answering answering) {
    if (visitor.joining) {
      answering.refuse(
          Refusal.of(Code.ALREADY_JOINED, "This connection has joined a room already."));
      return;
    }
    switch (reader.join(args, visitor.bearer)) {
      case Result.No<CommandReader.Entrance>(Refusal refusal) -> answering.refuse(refusal);
      case Result.Yes<CommandReader.Entrance>(CommandReader.Entrance entrance) -> {
        if (!guesses.allows(peer.remoteAddress())) {
          answering.refuse(
              Refusal.forNow(Code.RATE_LIMITED, "Too many wrong codes. Try again in a minute."));
          return;
        }
        visitor.joining = true;
        Consumer<Refusal> refused =
            refusal -> {
              visitor.joining = false;
              if (refusal.code() == Code.UNKNOWN_ROOM) {
                guesses.missed(peer.remoteAddress());
              }
              answering.refuse(refusal);
            };
        Consumer<Room> inside = room -> sit(visitor, room, entrance.join(), refused, answering);
        entrance
            .code()
            .ifPresentOrElse(
                code -> rooms.enter(code, inside, refused),
                () -> rooms.enter(visitor.bearer.get().room(), inside, refused));
      }
    }
  }

  private static void sit(
      Visitor visitor,
      Room room,
      Command.Join join,
      Consumer<Refusal> refused,
      Answering answering) {
    room.join(
        join,
        visitor.connection,
        seat -> {
          visitor.seated = new Seated(room, seat);
          leaveIfGone(visitor);
        },
        new Reply<>() {
          @Override
          public void accept(Answer.Welcome welcome) {
            answering.accept(welcome);
          }

          @Override
          public void refuse(Refusal refusal) {
            refused.accept(refusal);
          }
        });
  }

  private static void leave(Visitor visitor, Answering answering) {
    Seated seated = visitor.seated;
    if (seated == null) {
      answering.refuse(notJoined());
      return;
    }
    visitor.seated = null;
    visitor.joining = false;
    seated.room().lane().execute(() -> seated.room().leave(seated.seat(), true, answering.done()));
  }

  // ---- everything else --------------------------------------------------------------------------

  private void command(Visitor visitor, String name, List<JsonNode> args, Answering answering) {
    switch (reader.read(name, args)) {
      case Result.No<Command>(Refusal refusal) -> answering.refuse(refusal);
      case Result.Yes<Command>(Command command) -> {
        Seated seated = visitor.seated;
        if (seated == null) {
          answering.refuse(notJoined());
        } else if (!seated
            .room()
            .lane()
            .offer(() -> dispatch(seated.room(), seated.seat(), command, answering))) {
          answering.refuse(
              Refusal.forNow(Code.BUSY, "This room has more to do than it can. Try again."));
        }
      }
    }
  }

  /** Where each event goes. */
  private static void dispatch(Room room, Seat seat, Command command, Answering answering) {
    switch (command) {
      case Command.Push push -> room.push(seat, push, answering.reply());
      case Command.WholeText text -> room.wholeText(seat, text, answering.reply());
      case Command.Pull pull -> room.pull(seat, pull, answering.reply());
      case Command.Check check -> room.check(seat, check, answering.reply());
      case Command.ChangeLanguage change -> room.changeLanguage(seat, change, answering.reply());
      case Command.CreateFile create -> room.createFile(seat, create, answering.reply());
      case Command.RenameFile rename -> room.renameFile(seat, rename, answering.reply());
      case Command.DeleteFile delete -> room.deleteFile(seat, delete, answering.reply());
      case Command.Point point -> room.point(seat, point);
      case Command.Execute execute -> room.execute(seat, execute, answering.reply());
      case Command.TypeInput input -> room.input(seat, input, answering.reply());
      case Command.AskInput ask -> room.askInput(seat, ask, answering.reply());
      case Command.GiveInput give -> room.giveInput(seat, give, answering.reply());
      case Command.TakeInput take -> room.takeInput(seat, take, answering.reply());
      case Command.Resize resize -> room.resize(seat, resize, answering.reply());
      case Command.Stop stop -> room.stop(seat, stop, answering.reply());
      case Command.EndInput end -> room.endInput(seat, end, answering.reply());
      case Command.Signal signal -> room.signal(seat, signal, answering.reply());
      case Command.Update update -> room.update(seat, update, answering.reply());
      case Command.Join join ->
          throw new IllegalStateException("a join goes through the door, not through a seat");
    }
  }

  private static Refusal notJoined() {
    return Refusal.of(Code.NOT_JOINED, "Join a room first.");
  }

  private static final Reply<Answer.Done> SILENCE =
      new Reply<>() {
        @Override
        public void accept(Answer.Done done) {}

        @Override
        public void refuse(Refusal refusal) {}
      };

  /** Answers by acknowledgement where one is wanted; a refusal nobody waits for is an event. */
  private final class Answering {

    private final Peer peer;
    private final Ack ack;

    Answering(Peer peer, Ack ack) {
      this.peer = peer;
      this.ack = ack;
    }

    void accept(Answer answer) {
      if (ack.wanted()) {
        ack.send(writer.answer(answer));
      }
    }

    void refuse(Refusal refusal) {
      if (ack.wanted()) {
        ack.send(writer.refusal(refusal));
      } else {
        peer.send("error", writer.error(refusal));
      }
    }

    Reply<Answer.Done> done() {
      return reply();
    }

    <T extends Answer> Reply<T> reply() {
      return new Reply<>() {
        @Override
        public void accept(T answer) {
          Answering.this.accept(answer);
        }

        @Override
        public void refuse(Refusal refusal) {
          Answering.this.refuse(refusal);
        }
      };
    }
  }
}
