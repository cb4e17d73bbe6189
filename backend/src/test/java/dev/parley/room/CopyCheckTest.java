package dev.parley.room;

import static dev.parley.room.House.ops;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.text.Change;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether the room knows what a page's copy of a text should be, now and a few changes ago. */
class CopyCheckTest extends InAHouse {

  private String code;
  private Ear ana;
  private String epoch;
  private String text;

  @BeforeEach
  void open() throws Exception {
    code = house.room();
    ana = new Ear();
    var start =
        (Answer.FileState.Whole)
            ana.welcomed(house.rooms, code, ops("Ana", "a")).files().getFirst();
    assertThat(start.accepted()).contains(0L);
    epoch = start.epoch();
    text = start.text();
  }

  private void type(long number, String added) throws Exception {
    Change change = Change.of(text.length(), 0, 0, added);
    ana.gets(push(number, change));
    text = added + text;
  }

  private Ear.Saying<Answer.Pushed> push(long number, Change change) {
    return (room, seat, reply) ->
        room.push(
            seat,
            new Command.Push(
                Optional.empty(), epoch, number, "a", number, List.of(change), "typing"),
            reply);
  }

  private Ear.Saying<Answer.Checked> check(String epoch, long revision, String copy) {
    return (room, seat, reply) ->
        room.check(
            seat,
            new Command.Check(
                Optional.empty(),
                epoch,
                revision,
                copy.length(),
                copy.hashCode(),
                Optional.of(new Command.Check.Differed(3, "a\nb", "a\r\nb"))),
            reply);
  }

  private Answer.Checked checked(long revision, String copy) throws Exception {
    return ana.gets(check(epoch, revision, copy));
  }

  @Test
  void everyRecentRevisionIsKnownToTheLetter() throws Exception {
    String[] was = new String[30];
    for (int i = 0; i < was.length; i++) {
      was[i] = text;
      type(i, "<" + i + ">");
    }
    assertThat(checked(30, text)).isEqualTo(new Answer.Checked.Equal(true));
    assertThat(checked(29, was[29])).isEqualTo(new Answer.Checked.Equal(true));
    assertThat(checked(10, was[10])).isEqualTo(new Answer.Checked.Equal(true));
    assertThat(checked(9, was[9])).isEqualTo(new Answer.Checked.Unknown());
    assertThat(house.rooms.wrongCopies()).isZero();
    assertThat(checked(29, text))
        .isEqualTo(new Answer.Checked.Different(epoch, 30, text, Optional.of(30L)));
    assertThat(house.rooms.wrongCopies()).isEqualTo(1);
  }

  @Test
  void oneWrongCharacterIsFoundAndTheTextComesWithTheAnswer() throws Exception {
    type(0, "print(1) ");
    assertThat(checked(1, text.replace('1', '7')))
        .isEqualTo(new Answer.Checked.Different(epoch, 1, text, Optional.of(1L)));
    assertThat(checked(1, text)).isEqualTo(new Answer.Checked.Equal(true));
    assertThat(house.rooms.wrongCopies()).isEqualTo(1);
  }

  @Test
  void aCopyFromTheFutureIsWrongAndOneOfAnotherHistoryIsNoneOfThis() throws Exception {
    assertThat(checked(4, text)).isInstanceOf(Answer.Checked.Different.class);
    assertThat(ana.refused(check("another", 0, text))).isEqualTo(Refusal.Code.STALE_EPOCH);
    assertThat(house.rooms.wrongCopies()).isEqualTo(1);
  }

  @Test
  void whatIsNotCommittedIsNeitherInTheTextNorCounted() throws Exception {
    house.holding.set(true);
    var pushed = ana.says(push(0, Change.of(text.length(), 0, 0, "later ")));
    assertThat(checked(0, text)).isEqualTo(new Answer.Checked.Equal(true));
    assertThat(checked(0, text + "?"))
        .isEqualTo(new Answer.Checked.Different(epoch, 0, text, Optional.of(0L)));
    house.release();
    assertThat(pushed.get()).isEqualTo(Result.yes(new Answer.Pushed(1)));
    assertThat(checked(1, "?"))
        .isEqualTo(new Answer.Checked.Different(epoch, 1, "later " + text, Optional.of(1L)));
  }

  @Test
  void howMuchOfAClientIsInIsKnownAfterARestartFromTheJournal() throws Exception {
    type(0, "a");
    type(1, "b");
    house.close();
    house = new House(storage);
    var again =
        (Answer.FileState.Whole)
            new Ear().welcomed(house.rooms, code, ops("Ana", "a")).files().getFirst();
    assertThat(again.text()).isEqualTo(text);
    assertThat(again.accepted()).contains(2L);
  }
}
