package dev.parley.language;

import static java.util.Objects.requireNonNull;

/**
 * Whether a language can run now.
 *
 * @param message one plain sentence for people; while the image is built, how far it is
 */
public record LanguageState(String id, Stage stage, String message) {

  public LanguageState {
    requireNonNull(id, "id");
    requireNonNull(stage, "stage");
    requireNonNull(message, "message");
  }

  /** How far its image is. */
  public enum Stage {
    READY,
    BUILDING,
    /** Its turn to be looked for or built has not come, or no engine answers. */
    WAITING,
    /** There is no image and this server does not build any. */
    MISSING,
    /** Building it did not work. */
    FAILED
  }
}
