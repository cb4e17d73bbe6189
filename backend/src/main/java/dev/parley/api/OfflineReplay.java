package dev.parley.api;

import dev.parley.replay.Viewer;
import dev.parley.session.RoomRecord;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * The replay page as one file that needs no server. The front end's build leaves the page with its
 * scripts and styles inside; here a room's log goes in, gzipped and in base64. That alphabet has no
 * character with a meaning in HTML, so nothing that people typed, printed or called themselves can
 * end the element it stands in, and no escaping can be forgotten.
 */
final class OfflineReplay {

  /** Where the log goes; the front end's build writes it. */
  private static final String LOG = "<!--parley:log-->";

  private final LogLines log;
  private final Optional<Template> template;

  private record Template(String before, String after) {}

  /**
   * Reads the page.
   *
   * @param folder of the class path where the build left it, with a slash at both ends
   */
  OfflineReplay(LogLines log, String folder) {
    this.log = log;
    this.template = read(folder + "replay-offline.html");
  }

  /** The page with what a viewer may see of a room; empty when the pages are not built. */
  Optional<Reply.Source> of(RoomRecord room, Viewer viewer) {
    return template.map(page -> out -> write(page, room, viewer, out));
  }

  private void write(Template page, RoomRecord room, Viewer viewer, OutputStream out)
      throws IOException {
    // An instant has digits, dashes, colons and letters only.
    String element =
        "<script id=\"log\" type=\"application/octet-stream\" data-start=\"%s\">"
            .formatted(room.createdAt());
    out.write(bytes(page.before() + element));
    Unclosed kept = new Unclosed(out);
    try (OutputStream packed = new GZIPOutputStream(Base64.getEncoder().wrap(kept))) {
      log.write(room.id(), viewer, packed);
    }
    out.write(bytes("</script>" + page.after()));
  }

  /** Base64 is finished by closing it, and the page goes on afterwards. */
  private static final class Unclosed extends FilterOutputStream {

    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private static Optional<Template> read(String name) {
    try (InputStream in = OfflineReplay.class.getResourceAsStream(name)) {
      if (in == null) {
        return Optional.empty();
      }
      String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int log = page.indexOf(LOG);
      if (log < 0) {
        throw new IllegalStateException(name + " has no place for the log");
      }
      return Optional.of(new Template(page.substring(0, log), page.substring(log + LOG.length())));
    } catch (IOException e) {
      throw new UncheckedIOException("a page could not be read", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
