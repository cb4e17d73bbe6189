package dev.parley.api;

import dev.parley.api.Reply.Freshness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The pages as the front end's build left them on the class path. What was asked for once stays in
 * memory, plain and gzipped: there are as many files as the build made.
 */
final class Pages {

  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  private final String folder;
  private final Map<String, Reply.Page> known = new ConcurrentHashMap<>();

  /**
   * Serves a folder of the class path.
   *
   * @param folder with a slash at both ends
   */
  Pages(String folder) {
    this.folder = folder;
  }

  /** The file of that name, if the build made one and browsers have a use for its kind. */
  Optional<Reply.Page> find(String path) {
    Reply.Page page = known.get(path);
    if (page == null && PATH.matcher(path).matches()) {
      page = load(path, 200).orElse(null);
      if (page != null) {
        known.put(path, page);
      }
    }
    return Optional.ofNullable(page);
  }

  /** A page that is always there, sent with a status of its own. */
  Reply.Page own(String name, int status) {
    return load(name, status)
        .orElseThrow(() -> new IllegalStateException(folder + name + " is missing"));
  }

  private Optional<Reply.Page> load(String path, int status) {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null) {
      return Optional.empty();
    }
    try (InputStream in = Pages.class.getResourceAsStream(folder + path)) {
      if (in == null) {
        return Optional.empty();
      }
      return Optional.of(
          new Reply.Page(
              status,
              type,
              new Content(in.readAllBytes()),
              path.startsWith("assets/") ? Freshness.FOREVER : Freshness.CHECKED));
    } catch (IOException e) {
      throw new UncheckedIOException("a page could not be read", e);
    }
  }
}
