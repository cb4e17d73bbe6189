package dev.parley.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.text.Selection.Range;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final Change INSERTS_AT_2 = Change.of(6, 2, 2, "xyz");

  @Test
  void followsTheText() {
    assertThat(Selection.caret(4).map(INSERTS_AT_2)).isEqualTo(Selection.caret(7));
    assertThat(Selection.caret(2).map(INSERTS_AT_2)).isEqualTo(Selection.caret(2));
    assertThat(of(1, 3).map(INSERTS_AT_2)).isEqualTo(of(1, 6));
    assertThat(of(3, 1).map(INSERTS_AT_2)).isEqualTo(of(6, 1));
  }

  @Test
  void whatIsInsertedAtItsEdgesStaysOutside() {
    assertThat(of(2, 4).map(INSERTS_AT_2)).isEqualTo(of(5, 7));
    assertThat(of(0, 2).map(INSERTS_AT_2)).isEqualTo(of(0, 2));
  }

  @Test
  void collapsesWhereItsTextIsReplaced() {
    assertThat(of(2, 4).map(Change.of(6, 1, 5, "new"))).isEqualTo(of(4, 4));
  }

  @Test
  void isDrawnIntoTheText() {
    assertThat(of(9, 3).map(INSERTS_AT_2)).isEqualTo(of(9, 6));
    assertThat(of(9, 3).clamp(5)).isEqualTo(of(5, 3));
  }

  @Test
  void isBounded() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Selection(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Range(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Range(0, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Selection(Collections.nCopies(Selection.MOST_RANGES + 1, new Range(0, 0))));
  }

  private static Selection of(int anchor, int head) {
    return new Selection(List.of(new Range(anchor, head)));
  }
}
