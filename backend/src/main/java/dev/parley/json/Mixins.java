package dev.parley.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/** Where a component's name or form on the wire is not the rule's. */
final class Mixins {

  private Mixins() {}

  /** Durations say their unit in the name. */
  interface VerdictForm {
    @JsonProperty("execution_time_ms")
    Duration executionTime();

    @JsonProperty("cpu_ms")
    Duration cpu();
  }
}
