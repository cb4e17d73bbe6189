package dev.parley.room;

import static dev.parley.room.House.bearer;
import static dev.parley.room.House.file;
import static dev.parley.room.House.ops;
import static dev.parley.room.House.plain;
import static dev.parley.room.Sayings.RUN;
import static dev.parley.room.Sayings.insert;
import static dev.parley.room.Sayings.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Role;
import dev.parley.execution.OutputKind;
import dev.parley.execution.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The runs of a room, and whose their input is. */
class TerminalTest extends InAHouse {

  private static Ear.Saying<Answer.Done> types(String id, String data) {
    return (room, seat, reply) -> room.input(seat, new Command.TypeInput(id, data), reply);
  }

  private static Ear.Saying<Answer.Done> asksForInput(String id) {
    return (room, seat, reply) -> room.askInput(seat, new Command.AskInput(id), reply);
  }

  private static Ear.Saying<Answer.Done> givesInput(String id, String to) {
    return (room, seat, reply) -> room.giveInput(seat, new Command.GiveInput(id, to), reply);
  }

  private static Ear.Saying<Answer.Done> takesInput(String id) {
    return (room, seat, reply) -> room.takeInput(seat, new Command.TakeInput(id), reply);
  }

  private static Verdict finished() {
    return new Verdict(
        Verdict.State.COMPLETED,
        Verdict.Reason.EXITED,
        OptionalInt.of(0),
        "finished",
        Duration.ofMillis(5),
        Duration.ofMillis(4),
        1,
        6,
        false,
        Verdict.Phases.NONE);
  }

  @Test
  void everybodySeesARunAlsoWhoComesLate() throws Exception {
    String code = house.room();
    Ear ana = new Ear();
    Ear ben = new Ear();
    ana.welcomed(house.rooms, code, ops("Ana", "a"));
    ben.welcomed(house.rooms, code, plain("Ben"));
    Answer.RunTaken.Taken taken = ana.gets(RUN).execution();
    assertThat(ben.awaits(ServerMessage.ExecutionQueued.class).id()).isEqualTo(taken.id());
    assertThat(ben.refused(RUN)).isEqualTo(Refusal.Code.ALREADY_RUNNING);
    House.Play play = house.plays.getFirst();
    assertThat(play.request().files()).containsEntry("main.py", House.PYTHON_STARTER);
    play.listener().started(Duration.ofMillis(3), true);
    play.listener().output(OutputKind.TERMINAL, "name? ");
    ben.awaits(ServerMessage.ExecutionOutput.class);
    ana.gets(types(taken.id(), "Ben\n"));
    assertThat(play.typed()).containsExactly("Ben\n");
    assertThat(ben.awaits(ServerMessage.ExecutionInputShown.class).data()).isEqualTo("Ben\n");
    assertThat(ana.refused(types(taken.id(), "too much"))).isEqualTo(Refusal.Code.INPUT_REFUSED);

    Ear late = new Ear();
    Answer.RunSoFar soFar = late.welcomed(house.rooms, code, ops("Late", "l")).run().orElseThrow();
    assertThat(soFar.output()).extracting(Answer.RunSoFar.Chunk::data).containsExactly("name? ");
    assertThat(soFar.state()).isEqualTo("RUNNING");

    play.listener().output(OutputKind.TERMINAL, "hello Ben\n");
    play.listener().finished(finished());
    for (Ear ear : List.of(ana, ben, late)) {
      ear.awaits(ServerMessage.ExecutionFinished.class);
    }
    assertThat(ana.heard(ServerMessage.ExecutionOutput.class))
        .isEqualTo(ben.heard(ServerMessage.ExecutionOutput.class))
        .extracting(ServerMessage.ExecutionOutput::n)
        .containsExactly(0L, 1L);
    assertThat(
            ana.refused(
                (Room room, Seat seat, Reply<Answer.Done> reply) ->
                    room.input(seat, new Command.TypeInput(taken.id(), "late"), reply)))
        .isEqualTo(Refusal.Code.NOT_RUNNING);
    assertThat(ana.gets(RUN).execution().id()).isNotEqualTo(taken.id());
  }

  @Test
  void outputKeptForLatecomersIsBoundedAndItsNumbersGoOn() throws Exception {
    String code = house.room();
    Ear ana = new Ear();
    ana.welcomed(house.rooms, code, ops("Ana", "a"));
    ana.gets(RUN);
    House.Play play = house.plays.getFirst();
    for (int i = 0; i < 10; i++) {
      play.listener().output(OutputKind.TERMINAL, "x".repeat(500));
    }
    ana.awaits(ServerMessage.ExecutionOutput.class, m -> m.n() == 9);
    Answer.RunSoFar soFar =
        new Ear().welcomed(house.rooms, code, ops("Late", "l")).run().orElseThrow();
    assertThat(soFar.output().stream().mapToLong(Answer.RunSoFar.Chunk::n))
        .containsExactlyElementsOf(LongStream.range(6, 10).boxed().toList());
  }

  @Test
  void withoutAnEngineEditingGoesOnAndRunSaysWhy() throws Exception {
    house.engineGone.set(true);
    String code = house.room();
    Ear ana = new Ear();
    Answer.FileState.Whole start = file(ana.welcomed(house.rooms, code, ops("Ana", "a")));
    assertThat(ana.refused(RUN)).isEqualTo(Refusal.Code.ENGINE_UNAVAILABLE);
    ana.gets(push(start.epoch(), 0, "a", 0, insert(start.text().length(), 0, "on ")));
    assertThat(house.text(code)).isEqualTo("on " + start.text());
  }

  @Test
  void theInputOfARunIsOnePersons() throws Exception {
    Rooms.Created made = house.created();
    String code = made.room().code().value();
    Ear ana = new Ear();
    Ear ben = new Ear();
    Ear eve = new Ear();
    ana.welcomed(house.rooms, code, plain("Ana"));
    String benId = ben.welcomed(house.rooms, code, plain("Ben")).self().id();
    eve.welcomed(house.rooms, code, bearer(made, "eve", "Eve", Role.INTERVIEWER, "eve-page"));
    String id = ana.gets(RUN).execution().id();
    House.Play play = house.plays.getFirst();

    assertThat(ben.refused(types(id, "x"))).isEqualTo(Refusal.Code.NOT_HOLDER);
    ben.gets(asksForInput(id));
    assertThat(ana.awaits(ServerMessage.ExecutionInputHolder.class).asking())
        .containsExactly(benId);
    assertThat(ben.refused(givesInput(id, benId))).isEqualTo(Refusal.Code.NOT_HOLDER);
    assertThat(ana.refused(givesInput(id, "nobody"))).isEqualTo(Refusal.Code.FORBIDDEN);
    ana.gets(givesInput(id, benId));
    ServerMessage.ExecutionInputHolder given =
        eve.awaits(
            ServerMessage.ExecutionInputHolder.class, h -> h.holder().equals(Optional.of(benId)));
    assertThat(given.asking()).isEmpty();
    ben.gets(types(id, "mine"));
    assertThat(ana.refused(types(id, "x"))).isEqualTo(Refusal.Code.NOT_HOLDER);
    assertThat(ana.refused(takesInput(id))).isEqualTo(Refusal.Code.FORBIDDEN);

    eve.gets(takesInput(id));
    assertThat(ben.refused(types(id, "x"))).isEqualTo(Refusal.Code.NOT_HOLDER);
    eve.gets(givesInput(id, benId));
    ben.leaves();
    eve.awaits(
        ServerMessage.ExecutionInputHolder.class, h -> h.holder().equals(Optional.of("eve")));
    assertThat(new Ear().welcomed(house.rooms, code, plain("Dan")).run().orElseThrow().holder())
        .contains("eve");
    eve.gets(types(id, "hers"));
    assertThat(play.typed()).containsExactly("mine", "hers");
    play.listener().finished(finished());
  }

  @Test
  void aRunIsStoppedByWhoeverMayAndWhenNobodyIsLeft() throws Exception {
    String code = house.room();
    Ear ana = new Ear();
    ana.welcomed(house.rooms, code, plain("Ana"));
    String id = ana.gets(RUN).execution().id();
    House.Play play = house.plays.getFirst();
    ana.gets(
        (Room room, Seat seat, Reply<Answer.Done> reply) ->
            room.stop(seat, new Command.Stop(id), reply));
    assertThat(play.stoppedBy()).containsExactly("Ana");
    ana.leaves();
    Awaitility.await().until(() -> play.stoppedBy().size() == 2);
    assertThat(play.stoppedBy().getLast()).contains("<nobody>");
    play.listener().finished(finished());
  }

  @Test
  void aRunThatTheServersEndTookAlongIsToldAsInterrupted() throws Exception {
    Rooms.Created created = house.created();
    String code = created.room().code().value();
    Ear ana = new Ear();
    ana.welcomed(house.rooms, code, ops("Ana", "a"));
    String id = ana.gets(RUN).execution().id();
    reopen();
    new Ear().welcomed(house.rooms, code, ops("Ana", "z"));
    Awaitility.await()
        .until(
            () ->
                house
                    .storage
                    .journal()
                    .read(created.room().id(), 0, 100, java.util.Set.of())
                    .stream()
                    .map(JournalEntry::event)
                    .anyMatch(
                        e ->
                            e instanceof RoomEvent.RunFinished f
                                && f.id().equals(id)
                                && f.verdict().reason() == Verdict.Reason.INTERRUPTED));
    assertThat(
            house.storage.journal().read(created.room().id(), 0, 100, java.util.Set.of()).stream()
                .map(JournalEntry::event))
        .contains(new RoomEvent.Left(ana.seat().participant().id()));
  }
}
