package dev.parley.api;

/** One route's work. May block. */
@FunctionalInterface
interface Call {

  /**
   * Answers a request.
   *
   * @throws Refused with the problem that is the answer instead
   */
  Reply answer(Request request) throws Refused;
}
