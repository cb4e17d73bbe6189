package dev.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Document.Accepted;
import dev.parley.room.Document.Recognised;
import dev.parley.room.Document.Refused;
import dev.parley.room.Document.TooFarBehind;
import dev.parley.room.WholeTextBranch.Typed;
import dev.parley.text.Change;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WholeTextBranchTest {
  private static final DocumentLimits LIMITS = new DocumentLimits(100, 5, 10_000, 9, 9, 9, 3);

  private final Document document = Document.restore("one two", 0, List.of(), LIMITS);
  private final WholeTextBranch branch = new WholeTextBranch("w", "p-w", LIMITS);
  private int others;

  @Test
  void whatItTypesIsWhatDiffers() {
    send();

    Typed typed = type("one, two");

    assertThat(typed.merged()).isFalse();
    assertThat(typed.outcome())
        .isEqualTo(
            new Accepted(
                List.of(
                    new AcceptedChange(1, "w", 0, "p-w", "whole_text", Change.of(7, 3, 3, ","))),
                1));
  }

  @Test
  void keepsWhatItHasNotSeenYet() {
    send();
    other(0, 0, "zero ");

    assertThat(type("one two three").merged()).isTrue();
    assertThat(document.text()).isEqualTo("zero one two three");
    assertThat(type("one two three four").merged()).isTrue();
    assertThat(document.text()).isEqualTo("zero one two three four");
  }

  /** Read either way it is one insertion of nine units; only one of them repeats its own words. */
  @Test
  void whatLooksTheSameEitherWayIsOnTheTextItWasSent() {
    send();
    other(0, 0, "# bob-0;\n");
    send();
    type("# ada-0;\none two");

    type("# ada-1;\n# bob-0;\none two");

    assertThat(document.text().lines())
        .containsExactlyInAnyOrder("# ada-0;", "# ada-1;", "# bob-0;", "one two");
  }

  /** The likeliest step would be that it typed all of that line: the line would be there twice. */
  @Test
  void whatItIsKnownToHaveIsWhatItEdits() {
    send();
    other(0, 0, "foo bar\n");
    branch.has(send());

    type("foo baz\none two");

    assertThat(document.text()).isEqualTo("foo baz\none two");
  }

  /** Its typing came after the text and before the ping that follows it. */
  @Test
  void whatItMayHaveIsWhatItsTypingFits() {
    branch.has(send());
    other(0, 0, "zero one two three ");
    branch.mayHave(send());

    type("zero one two three four one two");

    assertThat(document.text()).isEqualTo("zero one two three four one two");
  }

  /** Without its pong this would look like a client that has not seen it yet. */
  @Test
  void mayTakeAwayWhatHasJustCome() {
    send();
    other(0, 0, "zero ");
    branch.has(send());

    type("one two");

    assertThat(document.text()).isEqualTo("one two");
  }

  @Test
  void whatItIsKnownNotToHaveStays() {
    branch.has(send());
    other(0, 0, "# ada-1;\n");
    send();

    type("# bob-1;\none two");

    assertThat(document.text().lines())
        .containsExactlyInAnyOrder("# ada-1;", "# bob-1;", "one two");
  }

  /** It has the others' text and typed on without it: believed, it would take that away. */
  @Test
  void whoLeavesAsideWhatItHasTakesNothingAway() {
    branch.has(send());
    type("a\nb\n");
    other(0, 0, "# bob-1;\n");
    branch.has(send());

    assertThat(type("a\nb\nc\n").merged()).isTrue();

    assertThat(document.text()).isEqualTo("# bob-1;\na\nb\nc\n");
  }

  @Test
  void aRevisionSentAgainIsTakenOverOnceItHasIt() {
    send();
    type("a\none two", 0);
    long again = branch.sent(0, "one two");
    branch.has(again);

    type("b\none two", 0);

    assertThat(document.text().lines()).containsExactlyInAnyOrder("a", "b", "one two");
  }

  /** The client had typed b when it was sent its own text without it, and went on from there. */
  @Test
  void itsOwnTextSentBackMayBeTakenOverLater() {
    send();
    type("a\none two");
    send();
    type("b\na\none two");

    type("c\na\none two");

    assertThat(document.text().lines()).containsExactlyInAnyOrder("a", "b", "c", "one two");
  }

  /** From the text under way it would be as few units, but scattered over two lines. */
  @Test
  void typesInOnePlaceSoonerThanInSeveral() {
    send();
    other(0, 0, "# w-11;\n");
    send();
    type("# w-14;\none two");
    type("# w-15;\n# w-14;\none two");

    type("# w-16;\n# w-11;\none two");

    assertThat(document.text().lines())
        .containsExactlyInAnyOrder("# w-11;", "# w-14;", "# w-15;", "# w-16;", "one two");
  }

  @Test
  void findsOutWhichTextItHasTakenOver() {
    send();
    other(0, 0, "zero ");
    send();
    other(0, 0, "minus ");
    send();

    assertThat(type("zero one two three").merged()).isTrue();
    assertThat(document.text()).isEqualTo("minus zero one two three");
    send();
    assertThat(type("minus zero one two three four").merged()).isFalse();
    assertThat(document.text()).isEqualTo("minus zero one two three four");
  }

  /** Without the echo the smaller step would be from the first text, and "two" would stay. */
  @Test
  void believesTheRevisionThatIsEchoed() {
    send();
    other(7, 7, " two");
    send();

    assertThat(type("one two", 1).merged()).isFalse();
    assertThat(document.text()).isEqualTo("one two");
  }

  @Test
  void goesOnFromItsOwnTextWhileItEchoesTheSameRevision() {
    send();
    other(7, 7, "!");
    send();

    type("one two!?", 1);
    other(0, 0, "zero ");
    type("one two!?+", 1);

    assertThat(document.text()).isEqualTo("zero one two!?+");
  }

  @Test
  void anUnknownEchoIsNoEcho() {
    send();
    other(0, 0, "zero ");
    send();

    type("zero one two three", 77);

    assertThat(document.text()).isEqualTo("zero one two three");
  }

  /** A text is under way to it that will replace what it shows. */
  @Test
  void isSentTheTextAgainIfAnOlderOneIsUnderWay() {
    send();
    other(0, 0, "zero ");
    send();
    other(0, 5, "");

    assertThat(type("one two three").merged()).isTrue();
    assertThat(document.text()).isEqualTo("one two three");
  }

  /** Sent twice, the second time over what was typed on the first: that is gone from its screen. */
  @Test
  void theSameRevisionSentAgainIsANewStart() {
    send();
    other(7, 7, "!");
    send();
    send();
    type("one two", 1);
    type("one two!?", 1);

    assertThat(document.text()).isEqualTo("one two?");
  }

  @Test
  void sameTextIsNoChange() {
    send();

    assertThat(type("one two")).isEqualTo(new Typed(new Recognised(0), false));
    other(0, 3, "");
    assertThat(type(" two")).isEqualTo(new Typed(new Recognised(1), false));
    assertThat(type(" two")).isEqualTo(new Typed(new Recognised(1), false));
  }

  @Test
  void lineEndsAreNormalised() {
    send();

    assertThat(type("one\r\ntwo\r").merged()).isFalse();
    assertThat(document.text()).isEqualTo("one\ntwo\n");
  }

  @Test
  void aRefusedTextChangesNothingAndIsToBeReplaced() {
    send();

    Typed tooLarge = type("x".repeat(101));
    Typed halfACharacter = type("one two \ud83d");

    assertThat(tooLarge.outcome()).isInstanceOf(Refused.class);
    assertThat(tooLarge.merged()).isTrue();
    assertThat(halfACharacter.outcome()).isInstanceOf(Refused.class);
    assertThat(document.text()).isEqualTo("one two");
    assertThat(type("one two three").outcome()).isInstanceOf(Accepted.class);
    assertThat(document.text()).isEqualTo("one two three");
  }

  @Test
  void isNeverTooFarBehind() {
    send();
    for (int i = 0; i < 10; i++) {
      other(0, 0, "x");
    }

    assertThat(type("one two three").outcome()).isNotInstanceOf(TooFarBehind.class);
    assertThat(document.text()).isEqualTo("x".repeat(10) + "one two three");
  }

  @Test
  void remembersOnlySoMuchOfWhatItWasSent() {
    send();
    for (int i = 0; i < 10; i++) {
      other(0, 0, "x");
      send();
    }

    type("x".repeat(8) + "one two!", 8);

    assertThat(document.text()).isEqualTo("x".repeat(10) + "one two!");
  }

  @Test
  void whoTypesBeforeBeingSentAnythingTypesOnWhatIsThere() {
    assertThat(type("one two three").merged()).isFalse();
    assertThat(document.text()).isEqualTo("one two three");
  }

  private long send() {
    return branch.sent(document.revision(), document.text());
  }

  private Typed type(String code) {
    return branch.type(document, code, OptionalLong.empty());
  }

  private Typed type(String code, long revision) {
    return branch.type(document, code, OptionalLong.of(revision));
  }

  private void other(int from, int to, String insert) {
    Change change = Change.of(document.length(), from, to, insert);
    assertThat(
            document.accept(
                new Submission(
                    "o", "p-o", document.revision(), others++, List.of(change), "typing")))
        .isInstanceOf(Accepted.class);
  }
}
