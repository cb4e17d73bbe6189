package dev.parley.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ChangeTest {

  @Test
  void walksOverTheWholeText() {
    Change change = ChangeJson.parse("[1,[2,\"X\"],2,[0,\"!\"]]");

    assertThat(change.length()).isEqualTo(5);
    assertThat(change.newLength()).isEqualTo(5);
    assertThat(change.inserted()).isEqualTo(2);
    assertThat(change.deleted()).isEqualTo(2);
    assertThat(change.apply("abcde")).isEqualTo("aXde!");
    assertThat(change.invert("abcde").apply("aXde!")).isEqualTo("abcde");
  }

  /** The smallest example of why a log is walked entry by entry and never composed. */
  @Test
  void mappingOverACompositionIsNotMappingOverItsParts() {
    Change late = Change.of(3, 0, 0, "U");
    Change deletesA = Change.of(3, 0, 1, "");
    Change insertsY = Change.of(2, 0, 0, "y");
    String text = insertsY.apply(deletesA.apply("abc"));

    Change overParts = late.map(deletesA, false).map(insertsY, false);
    Change overComposition = late.map(deletesA.compose(insertsY), false);

    assertThat(overParts.apply(text)).isEqualTo("yUbc");
    assertThat(overComposition.apply(text)).isEqualTo("Uybc");
  }

  @Test
  void keepsADeletionAndAnInsertionApart() {
    Change apart = Change.builder().replace(1, "").replace(0, "x").keep(2).build();
    Change replacement = Change.builder().replace(1, "x").keep(2).build();

    assertThat(apart).isNotEqualTo(replacement).hasToString("[[1],[0,\"x\"],2]");
    assertThat(apart.apply("abc")).isEqualTo(replacement.apply("abc"));
  }

  @Test
  void joinsWhatIsOfAKind() {
    Change change =
        Change.builder()
            .keep(1)
            .keep(0)
            .keep(1)
            .replace(1, "")
            .replace(2, "")
            .replace(0, "x")
            .replace(0, "y")
            .build();

    assertThat(change).hasToString("[2,[3],[0,\"xy\"]]");
  }

  @Test
  void insertedTextSurvivesADeletionAroundIt() {
    Change inserts = Change.of(4, 2, 2, "new");
    Change deletesAll = Change.of(4, 0, 4, "");

    assertThat(inserts.map(deletesAll, false).apply("")).isEqualTo("new");
  }

  @Test
  void changesAreWrittenInPlaceHoweverMany() {
    StringBuilder text = new StringBuilder("ab".repeat(500));
    ChangeBuilder many = Change.builder();
    for (int i = 0; i < 500; i++) {
      many.keep(1).replace(1, "\ud83d\ude00");
    }

    many.build().apply(text);

    assertThat(text).hasToString("a\ud83d\ude00".repeat(500));
  }

  @Test
  void identityChangesNothing() {
    assertThat(Change.identity(0).isIdentity()).isTrue();
    assertThat(Change.identity(3).isIdentity()).isTrue();
    assertThat(Change.identity(3).apply("abc")).isEqualTo("abc");
    assertThat(Change.of(3, 1, 1, "").isIdentity()).isTrue();
    assertThat(Change.of(3, 1, 2, "").isIdentity()).isFalse();
  }

  @Test
  void positionsStickToTheirSide() {
    Change insert = Change.of(4, 2, 2, "xyz");

    assertThat(insert.mapPosition(2, -1)).isEqualTo(2);
    assertThat(insert.mapPosition(2, 1)).isEqualTo(5);
    assertThat(insert.mapPosition(4, 1)).isEqualTo(7);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Change change = Change.of(3, 0, 1, "x");

    assertThatIllegalArgumentException().isThrownBy(() -> change.apply("abcd"));
    assertThatIllegalArgumentException().isThrownBy(() -> change.apply(new StringBuilder("ab")));
    assertThatIllegalArgumentException().isThrownBy(() -> change.invert("ab"));
    assertThatIllegalArgumentException().isThrownBy(() -> change.compose(Change.identity(4)));
    assertThatIllegalArgumentException().isThrownBy(() -> change.map(Change.identity(4), false));
    assertThatIllegalArgumentException().isThrownBy(() -> change.mapPosition(4, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> change.mapPosition(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Change.of(3, 2, 1, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> Change.of(3, 0, 4, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> Change.builder().keep(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Change.builder().keep(Integer.MAX_VALUE).replace(1, ""));
  }
}
