package dev.parley.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.e2e.Rest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A judge that cannot condemn proves nothing: each kind of fault is planted and must be found. */
class JudgeTest {

  private final History ada = new History("ada");
  private final History bob = new History("bob");
  private final List<JsonNode> log = new ArrayList<>();
  private String text = "start\n";

  /** Lets a line appear at the top, in the text and in the log. */
  private void insert(String line) {
    log.add(Rest.parse("[[0,\"" + line + "\",\"\"]," + text.length() + "]"));
    text = line + "\n" + text;
  }

  private void delete(String line) {
    int at = text.indexOf(line + "\n");
    int length = line.length() + 1;
    log.add(
        Rest.parse(
            (at > 0 ? "[" + at + "," : "[")
                + "["
                + length
                + "],"
                + (text.length() - at - length)
                + "]"));
    text = text.substring(0, at) + text.substring(at + length);
  }

  private Verdict verdict() {
    return verdict(Map.of("ada", text, "bob", text));
  }

  private Verdict verdict(Map<String, String> copies) {
    return Judge.judge(
        new Evidence("ROOM", "start\n", text, copies, Map.of("the log", log), List.of(ada, bob)));
  }

  private void typed(History who, String line) {
    who.acknowledged(who.typed(line));
    insert(line);
  }

  @Test
  void findsNothingWhereNothingIsWrong() {
    typed(ada, "a0");
    typed(bob, "b0");
    typed(ada, "a1");
    ada.acknowledged(ada.removed("a0"));
    delete("a0");

    assertThat(verdict().isClean()).as(verdict().details()).isTrue();
    assertThat(verdict().strokes()).isEqualTo(4);
    assertThat(verdict().acknowledged()).isEqualTo(4);
  }

  @Test
  void findsALostLine() {
    typed(ada, "a0");
    ada.acknowledged(ada.typed("a1"));

    assertThat(verdict().lost()).singleElement().asString().contains("a1");
  }

  @Test
  void findsALineThatSomebodyElseTookAway() {
    typed(ada, "a0");
    delete("a0");

    assertThat(verdict().lost()).hasSize(1);
  }

  @Test
  void findsALostRemoval() {
    typed(ada, "a0");
    ada.acknowledged(ada.removed("a0"));

    assertThat(verdict().lost()).singleElement().asString().contains("the removal");
  }

  @Test
  void findsALineThatIsThereTwice() {
    typed(ada, "a0");
    insert("a0");

    assertThat(verdict().doubled()).hasSize(2);
  }

  /** The second application may have been taken away again before the end; the log remembers. */
  @Test
  void findsALineThatWasThereTwice() {
    typed(ada, "a0");
    insert("a0");
    log.add(Rest.parse("[[3]," + (text.length() - 3) + "]"));
    text = text.substring(3);

    assertThat(verdict().doubled()).singleElement().asString().contains("again in the log");
    assertThat(verdict().lost()).isEmpty();
  }

  @Test
  void findsStrokesInTheWrongOrder() {
    ada.acknowledged(ada.typed("a0"));
    ada.acknowledged(ada.typed("a1"));
    insert("a1");
    insert("a0");

    assertThat(verdict().reordered()).singleElement().asString().contains("stroke 0 of ada");
    assertThat(verdict().lost()).isEmpty();
  }

  @Test
  void findsAScreenThatShowsAnotherText() {
    typed(ada, "a0");

    assertThat(verdict(Map.of("ada", text, "bob", "start\n")).diverged())
        .singleElement()
        .asString()
        .contains("bob");
  }

  @Test
  void findsALogThatLeadsElsewhere() {
    typed(ada, "a0");
    log.removeLast();

    assertThat(verdict().diverged()).singleElement().asString().contains("the log");
  }

  @Test
  void findsALogThatDoesNotFit() {
    typed(ada, "a0");
    log.add(Rest.parse("[999]"));

    assertThat(verdict().diverged()).singleElement().asString().contains("does not add up");
  }

  @Test
  void findsALineNobodyTyped() {
    typed(ada, "a0");
    text = text + "a0b0\n";

    assertThat(verdict().strange()).singleElement().asString().contains("a0b0");
  }

  @Test
  void findsAStrokeThatWasNeverAnswered() {
    ada.typed("a0");

    assertThat(verdict().unanswered()).hasSize(1);
    assertThat(verdict().lost()).isEmpty();
  }

  @Test
  void whatWasGivenUpMayBeThereOrNotButOnce() {
    ada.typed("a0");
    ada.typed("a1");
    ada.givenUp();
    insert("a1");
    assertThat(verdict().isClean()).isTrue();

    insert("a1");
    assertThat(verdict().doubled()).isNotEmpty();
  }
}
