package dev.parley.api;

import java.util.Optional;

/** Whether programs can be run at all; the port by which the container engine is asked. */
@FunctionalInterface
public interface EngineCheck {

  /**
   * What keeps every program from running, in one plain sentence; empty when nothing does. Answers
   * at once, from any thread.
   */
  Optional<String> trouble();
}
