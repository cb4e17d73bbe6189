package dev.parley.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeJsonTest {

  @Test
  void readsWhatCodeMirrorWrites() {
    assertThat(ChangeJson.parse("[5,[2],[0,\"a\",\"b\"],3]"))
        .isEqualTo(Change.builder().keep(5).replace(2, "").replace(0, "a\nb").keep(3).build());
    assertThat(ChangeJson.parse("[]")).isEqualTo(Change.identity(0));
    assertThat(ChangeJson.parse(" [ 1 , [ 2 , \"x\" ] ]\n")).isEqualTo(Change.of(3, 1, 3, "x"));
  }

  @Test
  void everyEscapeOfJson() {
    Change change = ChangeJson.parse("[[0,\"\\\"\\\\\\/\\b\\f\\t\\u00e9\\uD83d\\ude00\"]]");

    assertThat(change.apply("")).isEqualTo("\"\\/\b\f\t\u00e9\ud83d\ude00");
    assertThat(change).hasToString("[[0,\"\\\"\\\\/\\b\\f\\t\u00e9\ud83d\ude00\"]]");
  }

  @Test
  void halfACharacterIsEscapedAndComesBack() {
    Change change = Change.of(0, 0, 0, "\ude00x\ud83d\u0001");

    assertThat(change).hasToString("[[0,\"\\ude00x\\ud83d\\u0001\"]]");
    assertThat(ChangeJson.parse(change.toString())).isEqualTo(change);
  }

  @Test
  void replacingByAnEmptyLineIsDeleting() {
    assertThat(ChangeJson.parse("[[2,\"\"],1]")).hasToString("[[2],1]");
    assertThat(ChangeJson.parse("[[0,\"\",\"\"],1]").apply("a")).isEqualTo("\na");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[",
        "]",
        "5",
        "{}",
        "null",
        "[5",
        "[5,]",
        "[,5]",
        "[5]]",
        "[5] 6",
        "[5]\uffff",
        "[-1]",
        "[+1]",
        "[1.0]",
        "[1e3]",
        "[01]",
        "[ [00] ]",
        "[\"1\"]",
        "[true]",
        "[null]",
        "[2147483648]",
        "[99999999999999999999999999]",
        "[2147483647,[1]]",
        "[[0,\"ab\"],2147483647]",
        "[[]]",
        "[[\"a\"]]",
        "[[1,2]]",
        "[[1,[\"a\"]]]",
        "[[[1]]]",
        "[[1,null]]",
        "[[1,\"a\"",
        "[[1,\"a]",
        "[[1,\"a\\]]",
        "[[1,\"a\",]]",
        "[[1 \"a\"]]",
        "[[0,\"a\\nb\"]]",
        "[[0,\"a\\rb\"]]",
        "[[0,\"a\\u000ab\"]]",
        "[[0,\"a\\u000db\"]]",
        "[[0,\"a\nb\"]]",
        "[[0,\"a\tb\"]]",
        "[[0,\"\\x\"]]",
        "[[0,\"\\u12\"]]",
        "[[0,\"\\u12g4\"]]",
        "[[0,\"\\u\uff11111\"]]",
        "[0]",
        "[0,[0,\"x\"]]",
        "[[0]]",
        "[[0,\"\"]]",
        "[1,2]",
        "[[1],[2]]",
        "[[0,\"a\"],[0,\"b\"]]",
        "[5 5]",
        "[5,[2],[0,'a'],3]"
      })
  void refusesEverythingElse(String json) {
    assertThatThrownBy(() -> ChangeJson.parse(json))
        .isInstanceOf(InvalidChange.class)
        .message()
        .matches("[A-Z].*\\.");
  }

  @Test
  void nestingExhaustsNothing() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertThatThrownBy(() -> ChangeJson.parse(deep)).isInstanceOf(InvalidChange.class);
  }

  @Test
  void manySectionsReadAsQuicklyAsFew() {
    String json = "[" + "1,[1],".repeat(100_000) + "1]";

    assertThat(ChangeJson.parse(json).sections()).isEqualTo(200_001);
  }
}
