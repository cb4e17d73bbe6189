package dev.parley.api;

import java.io.IOException;
import java.io.OutputStream;

/** What a call answers. */
sealed interface Reply {

  /** How long what is sent stays true. */
  enum Freshness {
    /** Ask every time, keep nothing. */
    NEVER_STORED("no-store"),
    /** Keep it, ask whether it still holds. */
    CHECKED("no-cache"),
    /** Never changes; only for the one who asked. */
    FOREVER_OWN("private, max-age=31536000, immutable"),
    /** Never changes; the address has a hash of it. */
    FOREVER("public, max-age=31536000, immutable");

    private final String header;

    Freshness(String header) {
      this.header = header;
    }

    String header() {
      return header;
    }
  }

  /** A value as JSON. */
  record Json(int status, Object value, Freshness freshness) implements Reply {

    static Json ok(Object value) {
      return new Json(200, value, Freshness.NEVER_STORED);
    }

    static Json accepted(Object value) {
      return new Json(202, value, Freshness.NEVER_STORED);
    }

    static Json created(Object value) {
      return new Json(201, value, Freshness.NEVER_STORED);
    }
  }

  /** Plain text. */
  record Text(String text, Freshness freshness) implements Reply {}

  /** A file as it is. */
  record Page(int status, String type, Content content, Freshness freshness) implements Reply {}

  /** Something long, written while it is read. */
  record Stream(String type, Source source) implements Reply {}

  /**
   * Something long that browsers save and never show, under a name.
   *
   * @param packed whether it is compressed already
   */
  record Download(String type, String name, boolean packed, Source source) implements Reply {}

  /** Done, and there is nothing to say. */
  record Nothing() implements Reply {}

  /** Something that comes bit by bit: what is flushed is sent at once, as it is. */
  record Live(String type, Source source) implements Reply {}

  /** Writes what a stream is made of, and never all of it at once. */
  @FunctionalInterface
  interface Source {
    void writeTo(OutputStream out) throws IOException;
  }
}
