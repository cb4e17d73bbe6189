package dev.parley.room;

import dev.parley.execution.Window;
import dev.parley.text.Change;
import java.util.List;
import java.util.Optional;

/** What most participants of the tests say to a room. */
final class Sayings {

  /** Runs the main file. */
  static final Ear.Saying<Answer.RunTaken> RUN =
      (room, seat, reply) ->
          room.execute(
              seat,
              new Command.Execute(
                  Optional.empty(), Optional.empty(), "", List.of(), RunMode.RUN, Window.STANDARD),
              reply);

  private Sayings() {}

  static Ear.Saying<Answer.Pushed> push(
      String epoch, long revision, String client, long first, Change... changes) {
    return (room, seat, reply) ->
        room.push(
            seat,
            new Command.Push(
                Optional.empty(), epoch, revision, client, first, List.of(changes), "typing"),
            reply);
  }

  static Change insert(int length, int at, String text) {
    return Change.of(length, at, at, text);
  }

  static Ear.Saying<Answer.TextTaken> whole(String code) {
    return (room, seat, reply) ->
        room.wholeText(
            seat, new Command.WholeText(Optional.empty(), code, Optional.empty()), reply);
  }
}
