package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

  @ParameterizedTest
  @EnumSource(Refusal.Code.class)
  void everyReasonIsTheCallersOrPasses(Refusal.Code code) {
    Problem problem = Problem.of(code, "Why.");
    assertThat(problem.status()).isBetween(400, 503).isNotEqualTo(500);
    assertThat(problem.body().type()).isEqualTo("urn:parley:problem:" + code.wire());
    assertThat(problem.body().title()).matches("[A-Z][a-z ]+");
    assertThat(problem.body().code()).isEqualTo(code.wire());
  }
}
