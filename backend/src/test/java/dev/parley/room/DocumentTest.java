package dev.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.room.Document.Accepted;
import dev.parley.room.Document.Reason;
import dev.parley.room.Document.Recognised;
import dev.parley.room.Document.Refused;
import dev.parley.room.Document.TooFarBehind;
import dev.parley.text.Change;
import dev.parley.text.ChangeBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentTest {
  private static final DocumentLimits SMALL = new DocumentLimits(20, 4, 1_000, 3, 2, 8, 8);

  private final Document document = Document.restore("abc", 0, List.of(), SMALL);

  @Test
  void takesAChangeAndCountsIt() {
    var outcome = push("ann", 0, 0, Change.of(3, 3, 3, "d"));

    assertThat(outcome)
        .isEqualTo(
            new Accepted(
                List.of(
                    new AcceptedChange(1, "ann", 0, "p-ann", "typing", Change.of(3, 3, 3, "d"))),
                1));
    assertThat(document.text()).isEqualTo("abcd");
    assertThat(document.length()).isEqualTo(4);
    assertThat(document.revision()).isEqualTo(1);
  }

  @Test
  void movesALateChangeForwardOneEntryAtATime() {
    push("ann", 0, 0, Change.of(3, 0, 1, ""), Change.of(2, 0, 0, "y"));

    push("bob", 0, 0, Change.of(3, 0, 0, "U"));

    assertThat(document.text()).isEqualTo("yUbc");
  }

  @Test
  void recognisesAResendAndAnswersAsThen() {
    push("ann", 0, 0, Change.of(3, 0, 0, "1"));
    push("bob", 0, 0, Change.of(3, 3, 3, "2"), Change.of(4, 0, 1, ""));
    push("ann", 3, 1, Change.of(4, 0, 0, "3"));

    assertThat(push("bob", 0, 0, Change.of(3, 3, 3, "2"), Change.of(4, 0, 1, "")))
        .isEqualTo(new Recognised(3));
    assertThat(document.text()).isEqualTo("31bc2");
  }

  @Test
  void takesOnlyWhatIsNewOfAResend() {
    push("ann", 0, 0, Change.of(3, 0, 0, "1"));
    push("bob", 0, 0, Change.of(3, 3, 3, "2"));

    var outcome = push("bob", 0, 0, Change.of(3, 3, 3, "2"), Change.of(4, 4, 4, "3"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> {
              assertThat(accepted.fresh()).hasSize(1);
              assertThat(accepted.fresh().getFirst().number()).isEqualTo(1);
              assertThat(accepted.revision()).isEqualTo(3);
            });
    assertThat(document.text()).isEqualTo("1abc23");
  }

  /** The client heard of ann's change before it sent again: base and content are not the first. */
  @Test
  void recognisesAResendFromALaterBase() {
    push("ann", 0, 0, Change.of(3, 0, 0, "1"));
    push("bob", 0, 0, Change.of(3, 3, 3, "2"));

    assertThat(push("bob", 1, 0, Change.of(4, 4, 4, "2"))).isEqualTo(new Recognised(2));
    assertThat(document.text()).isEqualTo("1abc2");
  }

  @Test
  void recognisesAResendAfterARestart() {
    push("ann", 0, 0, Change.of(3, 0, 0, "1"));
    push("bob", 0, 0, Change.of(3, 3, 3, "2"));
    Document restarted = restart();

    assertThat(restarted.accept(submission("bob", 0, 0, Change.of(3, 3, 3, "2"))))
        .isEqualTo(new Recognised(2));
    assertThat(restarted.accept(submission("bob", 0, 0, Change.of(3, 3, 3, "other"))))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.CONFLICT));
    assertThat(restarted.text()).isEqualTo("1abc2");
  }

  @Test
  void whoIsBehindTheTailNeedsTheTextAnew() {
    for (int i = 0; i < 6; i++) {
      push("ann", i, i, Change.of(3 + i, 0, 0, "x"));
    }

    assertThat(push("bob", 1, 0, Change.of(4, 0, 0, "y"))).isEqualTo(new TooFarBehind());
    assertThat(document.since(1)).isEmpty();
    assertThat(document.since(7)).isEmpty();
    assertThat(document.since(2).orElseThrow()).hasSize(4);
    assertThat(document.since(6).orElseThrow()).isEmpty();
    assertThat(push("bob", 2, 0, Change.of(5, 0, 0, "y"))).isInstanceOf(Accepted.class);
  }

  @Test
  void theLastSubmissionIsRecognisedEvenBehindTheTail() {
    push("bob", 0, 0, Change.of(3, 3, 3, "!"));
    for (int i = 0; i < 6; i++) {
      push("ann", i + 1, i, Change.of(4 + i, 0, 0, "x"));
    }

    assertThat(push("bob", 0, 0, Change.of(3, 3, 3, "!"))).isEqualTo(new Recognised(1));
  }

  @Test
  void theTailIsBoundedByItsWeightToo() {
    var light = new DocumentLimits(100, 50, 60, 3, 9, 8, 8);
    Document heavy = Document.restore("", 0, List.of(), light);

    heavy.accept(submission("ann", 0, 0, Change.of(0, 0, 0, "x".repeat(40))));
    heavy.accept(submission("ann", 1, 1, Change.of(40, 0, 40, "y".repeat(40))));

    assertThat(heavy.since(0)).isEmpty();
    assertThat(heavy.since(1)).isPresent();
  }

  @Test
  void movingForwardMayCostOnlySoMuch() {
    int length = 20_000;
    Document large = Document.restore("x".repeat(length), 0, List.of(), DocumentLimits.STANDARD);
    for (int i = 0; i < 1_500; i++) {
      large.accept(submission("ann", i, i, Change.of(length, 0, 1, "y")));
    }
    ChangeBuilder everyOther = Change.builder();
    for (int i = 0; i < length; i += 2) {
      everyOther.keep(1).replace(1, "z");
    }

    assertThat(large.accept(submission("bob", 0, 0, everyOther.build())))
        .isEqualTo(new TooFarBehind());
    assertThat(large.accept(submission("bob", 1_400, 0, everyOther.build())))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void aForgottenClientGoesOnWithItsNumbers() {
    push("ann", 0, 0, Change.of(3, 0, 0, "1"));
    push("bob", 1, 0, Change.of(4, 0, 0, "2"));
    push("cid", 2, 0, Change.of(5, 0, 0, "3"));

    assertThat(push("ann", 3, 1, Change.of(6, 0, 0, "4"))).isInstanceOf(Accepted.class);
  }

  @Test
  void replacesByWhatDiffers() {
    push("ann", 0, 0, Change.of(3, 0, 0, "1"));

    var outcome = document.replaceBy("1ab\r\nc", "server", 7, "platform", "format");

    assertThat(outcome)
        .isEqualTo(
            new Accepted(
                List.of(
                    new AcceptedChange(
                        2, "server", 7, "platform", "format", Change.of(4, 3, 3, "\n"))),
                2));
    assertThat(document.replaceBy("1ab\nc", "server", 8, "platform", "format"))
        .isEqualTo(new Recognised(2));
    assertRefused(document.replaceBy("", "server", 7, "platform", "format"), Reason.CONFLICT);
  }

  @Test
  void replaysItsLog() {
    push("ann", 0, 0, Change.of(3, 0, 0, "1"));
    push("bob", 0, 0, Change.of(3, 3, 3, "2"));
    Document replayed = Document.restore("abc", 0, List.of(), SMALL);

    document.since(0).orElseThrow().forEach(replayed::apply);

    assertThat(replayed.text()).isEqualTo(document.text());
    assertThat(replayed.revision()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> replayed.apply(document.since(1).orElseThrow().getFirst()));
  }

  @Test
  void aDamagedLogIsNoDocument() {
    push("ann", 0, 0, Change.of(3, 0, 0, "1"));
    List<AcceptedChange> tail = document.since(0).orElseThrow();

    assertThatIllegalArgumentException().isThrownBy(() -> Document.restore("1abc", 2, tail, SMALL));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Document.restore("1abcd", 1, tail, SMALL));
  }

  @Test
  void refusesAndStaysAsItWas() {
    push("ann", 0, 0, Change.of(3, 0, 1, "\ud83d\ude00"));
    Change ok = Change.of(4, 0, 0, "x");

    refuses(Reason.INVALID_CHANGE, "bob", 1, 0);
    refuses(Reason.INVALID_CHANGE, "bob", 1, 0, Change.of(3, 0, 0, "x"));
    refuses(Reason.INVALID_CHANGE, "bob", 1, 0, ok, Change.of(4, 0, 0, "x"));
    refuses(Reason.INVALID_CHANGE, "bob", 0, 0, Change.of(4, 0, 0, "x"));
    refuses(Reason.INVALID_CHANGE, "bob", -1, 0, ok);
    refuses(Reason.INVALID_CHANGE, "bob", 1, -1, ok);
    refuses(Reason.FUTURE_REVISION, "bob", 2, 0, ok);
    refuses(Reason.FUTURE_REVISION, "bob", Long.MAX_VALUE, 0, ok);
    refuses(Reason.GAP, "bob", 1, 1, ok);
    refuses(Reason.GAP, "bob", 1, 1L << 53, ok);
    refuses(Reason.INVALID_CHANGE, "bob", 1, Long.MAX_VALUE, ok);
    refuses(Reason.GAP, "ann", 1, 2, ok);
    refuses(Reason.GAP, "ann", 0, 1, Change.of(3, 0, 0, "x"));
    refuses(Reason.CONFLICT, "ann", 0, 0, Change.of(3, 0, 0, "x"));
    refuses(Reason.CONFLICT, "ann", 1, 0, ok);
    refuses(Reason.TOO_LARGE, "bob", 1, 0, Change.of(4, 0, 0, "x".repeat(17)));
    refuses(Reason.TOO_LARGE, "bob", 1, 0, ok, Change.of(5, 0, 0, "x".repeat(16)));
    refuses(Reason.TOO_LARGE, "bob", 1, 0, ok, ok, ok, ok);
  }

  @Test
  void refusesHalfACharacter() {
    push("ann", 0, 0, Change.of(3, 0, 1, "\ud83d\ude00"));

    refuses(Reason.INVALID_CHANGE, "bob", 1, 0, Change.of(4, 0, 0, "\ud83d"));
    refuses(Reason.INVALID_CHANGE, "bob", 1, 0, Change.of(4, 4, 4, "\ude00\ud83d"));
    refuses(Reason.INVALID_CHANGE, "bob", 1, 0, Change.of(4, 1, 1, "x"));
    refuses(Reason.INVALID_CHANGE, "bob", 1, 0, Change.of(4, 0, 1, ""));
    refuses(Reason.INVALID_CHANGE, "bob", 1, 0, Change.of(4, 1, 2, "\ude01"));
    refuses(Reason.INVALID_CHANGE, "bob", 1, 0, Change.of(4, 4, 4, "x"), Change.of(5, 1, 1, "x"));
    assertThat(push("bob", 1, 0, Change.of(4, 0, 2, "\ud83d\ude01"))).isInstanceOf(Accepted.class);
  }

  @Test
  void aTextBeyondANewLimitMayStillShrink() {
    Document large = Document.restore("x".repeat(30), 0, List.of(), SMALL);

    assertThat(large.accept(submission("ann", 0, 0, Change.of(30, 0, 1, ""))))
        .isInstanceOf(Accepted.class);
    assertRefused(
        large.accept(submission("ann", 1, 1, Change.of(29, 0, 0, "y"))), Reason.TOO_LARGE);
  }

  private void refuses(Reason reason, String client, long base, long first, Change... changes) {
    String text = document.text();
    long revision = document.revision();

    assertRefused(push(client, base, first, changes), reason);

    assertThat(document.text()).isEqualTo(text);
    assertThat(document.length()).isEqualTo(text.length());
    assertThat(document.revision()).isEqualTo(revision);
    assertThat(restart().text()).isEqualTo(text);
  }

  private static void assertRefused(Document.Outcome outcome, Reason reason) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.message()).endsWith(".");
            });
  }

  private Document restart() {
    return Document.restore(
        document.text(),
        document.revision(),
        document.since(Math.max(0, document.revision() - 4)).orElseThrow(),
        SMALL);
  }

  private Document.Outcome push(String client, long base, long first, Change... changes) {
    return document.accept(submission(client, base, first, changes));
  }

  private static Submission submission(String client, long base, long first, Change... changes) {
    return new Submission(client, "p-" + client, base, first, List.of(changes), "typing");
  }
}
