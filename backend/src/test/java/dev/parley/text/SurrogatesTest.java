package dev.parley.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SurrogatesTest {
  private static final String SMILE = "\ud83d\ude00";

  @Test
  void knowsWholeCharacters() {
    assertThat(Surrogates.wellFormed("a" + SMILE + SMILE + "b")).isTrue();
    assertThat(Surrogates.wellFormed("a\ud83d")).isFalse();
    assertThat(Surrogates.wellFormed("\ude00a")).isFalse();
    assertThat(Surrogates.wellFormed("\ude00\ud83d")).isFalse();
    assertThat(Surrogates.wellFormed("\ud83d\ud83d\ude00")).isFalse();
  }

  @Test
  void aChangeEndsWhereCharactersEnd() {
    assertThat(Surrogates.respects(Change.of(4, 2, 4, SMILE), SMILE + "ab")).isTrue();
    assertThat(Surrogates.respects(Change.of(4, 0, 2, ""), SMILE + "ab")).isTrue();
    assertThat(Surrogates.respects(Change.of(4, 1, 1, "x"), SMILE + "ab")).isFalse();
    assertThat(Surrogates.respects(Change.of(4, 0, 1, ""), SMILE + "ab")).isFalse();
    assertThat(Surrogates.respects(Change.of(4, 1, 3, ""), SMILE + SMILE)).isFalse();
    assertThat(Surrogates.respects(Change.of(2, 0, 0, "\ud83d"), "ab")).isFalse();
  }
}
