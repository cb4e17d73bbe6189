package dev.parley.files;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came out of an archive. */
public sealed interface Unpacked {

  /**
   * The files, all of them sound.
   *
   * @param texts in the archive's order
   * @param skipped entries that systems and tools leave in archives for themselves
   */
  record Files(Map<FileName, String> texts, List<String> skipped) implements Unpacked {
    public Files {
      texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
      skipped = List.copyOf(skipped);
    }
  }

  /** Nothing is taken from it; the message is a sentence for people. */
  record Refused(Reason reason, String message) implements Unpacked {
    public Refused {
      requireNonNull(reason, "reason");
      requireNonNull(message, "message");
    }
  }

  /** Why nothing is taken from an archive. */
  enum Reason {
    /** It is broken, or has what is no file, or no text. */
    UNSOUND,
    /** A name in it is none that files may have. */
    NAME,
    /** There is too much in it. */
    TOO_LARGE
  }
}
