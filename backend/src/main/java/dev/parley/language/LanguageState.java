package dev.parley.language;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Whether a language can run now.
 *
 * @param percent how far its image is, 0 to 100; 100 is ready
 * @param message one plain sentence for people, from its second word on; while the image is built,
 *     what is being done
 * @param version of the interpreter or compiler as it names itself, once there is an image
 */
public record LanguageState(
    String id, Stage stage, int percent, String message, Optional<String> version) {

  public LanguageState {
    requireNonNull(id, "id");
    requireNonNull(stage, "stage");
    requireNonNull(message, "message");
    requireNonNull(version, "version");
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("a percentage");
    }
  }

  /** A state of a language whose image is not there, or not known to be. */
  public LanguageState(String id, Stage stage, String message) {
    this(id, stage, stage == Stage.READY ? 100 : 0, message, Optional.empty());
  }

  /** How far its image is. */
  public enum Stage {
    READY,
    BUILDING,
    /** Its turn to be looked for or built has not come, or no engine answers. */
    WAITING,
    /** There is no image yet; it is built for the first who wants the language. */
    OFFERED,
    /** There is no image and this server does not build any. */
    MISSING,
    /** Building it did not work. Wanting it again, a while later, tries again. */
    FAILED
  }
}
