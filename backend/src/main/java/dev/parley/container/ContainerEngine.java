package dev.parley.container;

import dev.parley.language.Language;
import java.util.Optional;

/** What makes sandboxes. Safe from any thread. */
public interface ContainerEngine extends AutoCloseable {

  /**
   * Makes a sandbox and waits until it is ready for its program. Blocks for as long as that takes,
   * within the engine's own time limits.
   */
  Sandbox boot(Language language, Urgency urgency) throws EngineException, InterruptedException;

  /** Why nothing can run now, in one sentence; empty while the engine answers. Returns at once. */
  Optional<String> outage();

  /**
   * Says that nothing is being made and nobody waits for it: what the engine likes to have ahead,
   * it may make now. Said again and again. Returns at once.
   */
  default void leisure() {}

  /** Lets go of the engine. Sandboxes are their owners' to close first. */
  @Override
  void close();
}
