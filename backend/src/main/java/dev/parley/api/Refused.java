package dev.parley.api;

import dev.parley.room.Refusal;

/** Carries a problem from wherever a call was found wanting to the one place that writes it. */
final class Refused extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Refused(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  Refused(Refusal.Code code, String detail) {
    this(Problem.of(code, detail));
  }

  Problem problem() {
    return problem;
  }
}
