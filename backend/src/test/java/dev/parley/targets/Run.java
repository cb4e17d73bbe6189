package dev.parley.targets;

import com.fasterxml.jackson.databind.JsonNode;

/** One run as the listener of a {@link Pair} heard it; times are {@link System#nanoTime}. */
record Run(long started, long ended, String output, JsonNode verdict) {

  /** Listens to the run under way until its end. */
  static Run of(Pair pair) throws InterruptedException {
    long[] started = {0};
    StringBuilder output = new StringBuilder();
    Pair.Heard end =
        pair.next(
            "execution_finished",
            heard -> {
              if (heard.event().equals("execution_started")) {
                started[0] = heard.at();
              } else {
                output.append(heard.payload().get("data").textValue());
              }
            });
    return new Run(started[0], end.at(), output.toString().replace("\r\n", "\n"), end.payload());
  }

  boolean is(String state, String printed) {
    return verdict.get("state").textValue().equals(state) && output.strip().equals(printed);
  }
}
