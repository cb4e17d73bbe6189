package dev.parley.container.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Which server a container belongs to: the data folder, whose id never changes, and the start of
 * the server on it. Containers of an earlier start on the same folder are orphans; those of another
 * folder are another server's and none of our business.
 *
 * @param folder the data folder's id
 * @param start counts the starts on that folder
 */
public record Instance(String folder, long start) {

  private static final Pattern ID = Pattern.compile("[0-9a-zA-Z-]{8,64}");
  private static final String FILE = "instance";

  public Instance {
    if (!ID.matcher(folder).matches() || start < 1) {
      throw new IllegalArgumentException("no instance: " + folder + "." + start);
    }
  }

  /**
   * Reads the folder's id, or gives it one, and counts this start. Call it once per start, when it
   * is certain that no other server uses the folder.
   *
   * @param ids makes an id for a folder that has none
   */
  public static Instance open(Path data, Supplier<String> ids) throws IOException {
    Path file = data.resolve(FILE);
    Instance last = Files.exists(file) ? read(file) : new Instance(ids.get(), 1);
    Instance now = Files.exists(file) ? new Instance(last.folder, last.start + 1) : last;
    Files.createDirectories(data);
    Path fresh = Files.createTempFile(data, FILE, ".new");
    Files.writeString(fresh, now.folder + "\n" + now.start + "\n", UTF_8);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return now;
  }

  private static Instance read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, UTF_8);
    try {
      return new Instance(lines.get(0), Long.parseLong(lines.get(1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(
          file + " does not hold an id and a count; delete it to get new ones", e);
    }
  }

  /** What a container's label says. */
  String label() {
    return folder + "." + start;
  }

  /** Whether a label is of an earlier start on this folder. */
  boolean isOrphan(String label) {
    return label != null && label.startsWith(folder + ".") && !label.equals(label());
  }
}
