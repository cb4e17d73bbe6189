package dev.parley.faults;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.failpoint.Failpoint;
import org.junit.jupiter.api.Test;

class TrapsTest {

  @Test
  void springsAtTheGivenArrivalAlone() {
    Traps traps = Traps.parse("BEFORE_COMMIT=throw@2,AFTER_COMMIT=throw@2+");

    traps.reach(Failpoint.BEFORE_COMMIT);
    assertThatThrownBy(() -> traps.reach(Failpoint.BEFORE_COMMIT)).isInstanceOf(Traps.Sprung.class);
    assertThatCode(() -> traps.reach(Failpoint.BEFORE_COMMIT)).doesNotThrowAnyException();
  }

  @Test
  void springsFromAnArrivalOn() {
    Traps traps = Traps.parse("AFTER_COMMIT=throw@2+");

    traps.reach(Failpoint.AFTER_COMMIT);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> traps.reach(Failpoint.AFTER_COMMIT))
          .isInstanceOf(Traps.Sprung.class);
    }
  }

  @Test
  void refusesWhatIsNotSpeltRight() {
    assertThatThrownBy(() -> Traps.parse("BEFORE_COMMIT")).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> Traps.parse("LUNCH=halt@1")).isInstanceOf(RuntimeException.class);
  }
}
