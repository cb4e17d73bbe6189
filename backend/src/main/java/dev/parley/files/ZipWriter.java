package dev.parley.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs texts into a ZIP archive. */
public final class ZipWriter {

  private ZipWriter() {}

  /**
   * Writes an archive; the stream stays open. The same files at the same time make the same bytes.
   *
   * @param texts by the path each has in the archive
   * @param time that the archive says the files are of
   */
  public static void write(Map<String, String> texts, Instant time, OutputStream out)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, UTF_8);
    for (Map.Entry<String, String> file : texts.entrySet()) {
      ZipEntry entry = new ZipEntry(file.getKey());
      entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
      zip.putNextEntry(entry);
      zip.write(file.getValue().getBytes(UTF_8));
      zip.closeEntry();
    }
    zip.finish();
  }
}
