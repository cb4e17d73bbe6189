package dev.parley.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineEndsTest {

  @Test
  void allEndsBecomeOne() {
    assertThat(LineEnds.normalise("a\r\nb\rc\nd\r\r\n\n")).isEqualTo("a\nb\nc\nd\n\n\n");
    assertThat(LineEnds.normalise("a\nb")).isEqualTo("a\nb");
    assertThat(LineEnds.normalise("")).isEmpty();
  }
}
