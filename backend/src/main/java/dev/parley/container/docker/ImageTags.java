package dev.parley.container.docker;

import java.util.Map;
import java.util.Optional;

/** Which image each language runs in, once that is known. Any thread. */
final class ImageTags {

  private volatile Map<String, String> tags = Map.of();

  Optional<String> of(String language) {
    return Optional.ofNullable(tags.get(language));
  }

  boolean areKnown() {
    return !tags.isEmpty();
  }

  void set(Map<String, String> all) {
    tags = Map.copyOf(all);
  }
}
