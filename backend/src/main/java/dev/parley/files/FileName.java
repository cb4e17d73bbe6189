package dev.parley.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a file, with its folders, relative and harmless: it means the same file on every
 * system it may be unpacked on, and nothing at all to a shell, a command line or a terminal.
 *
 * <p>What is taken is listed, what is refused is not: letters, digits and a few signs, of any
 * script. So quotes, {@code $}, control characters, marks that turn the direction of writing, and
 * what nobody has thought of yet, stay outside. Names are kept composed (NFC), so that one typed on
 * a Mac equals the same one typed elsewhere. Immutable.
 *
 * @param path folders and name, divided by slashes
 */
public record FileName(String path) {

  /** Bytes of UTF-8 that all of it may have. */
  public static final int MOST_BYTES = 200;

  /** Bytes of UTF-8 that one part of it may have; file systems take 255. */
  private static final int MOST_PART = 150;

  /** Parts, the last of which is the file's own name. */
  private static final int MOST_PARTS = 8;

  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}_.+@=, -]+");

  /** Not a dash, which would make it an option; nor @, which has compilers read arguments. */
  private static final Pattern BEGINNING = Pattern.compile("[\\p{L}\\p{Nd}_].*");

  /** Windows sees devices here, whatever the extension and the blanks before it. */
  private static final Pattern DEVICE =
      Pattern.compile(
          "(?:con|prn|aux|nul|com[0-9]|lpt[0-9]) *(?:\\..*)?", Pattern.CASE_INSENSITIVE);

  /**
   * Takes a name.
   *
   * @throws IllegalArgumentException with the sentence of {@link #fault}
   */
  public FileName {
    fault(path)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
    path = composed(path);
  }

  /** Why a text is no name, in one sentence for people; empty when it is one. */
  public static Optional<String> fault(String text) {
    String path = composed(text);
    if (path.isEmpty()) {
      return Optional.of("A file needs a name.");
    }
    if (path.getBytes(UTF_8).length > MOST_BYTES) {
      return Optional.of("A file name has at most " + MOST_BYTES + " bytes.");
    }
    if (path.startsWith("/") || path.endsWith("/") || path.contains("//")) {
      return Optional.of(
          "A file name is relative, such as folder/name.py: no slash first, last or doubled.");
    }
    List<String> parts = List.of(path.split("/", -1));
    if (parts.size() > MOST_PARTS) {
      return Optional.of("A file lies at most " + (MOST_PARTS - 1) + " folders deep.");
    }
    return parts.stream().flatMap(part -> partFault(part).stream()).findFirst();
  }

  private static Optional<String> partFault(String part) {
    if (part.equals(".") || part.equals("..")) {
      return Optional.of("A file name has no . or .. among its folders.");
    }
    if (!ALLOWED.matcher(part).matches()) {
      return Optional.of(
          "A file name has letters, digits, blanks and any of _ . + @ = , - and nothing else.");
    }
    if (!BEGINNING.matcher(part).matches()) {
      return Optional.of("The name of a file or folder begins with a letter, a digit or _.");
    }
    if (part.endsWith(".") || part.endsWith(" ")) {
      return Optional.of("The name of a file or folder does not end with a dot or blank.");
    }
    if (DEVICE.matcher(part).matches()) {
      return Optional.of("Windows keeps the name " + part + " for a device.");
    }
    return part.getBytes(UTF_8).length > MOST_PART
        ? Optional.of("The name of a file or folder has at most " + MOST_PART + " bytes.")
        : Optional.empty();
  }

  /** A text as names are kept. */
  public static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * Why this name cannot stand beside another, in one sentence: somewhere they would be one file,
   * or one would be the folder of the other.
   */
  public Optional<String> clash(FileName other) {
    String mine = folded(path);
    String others = folded(other.path);
    if (mine.equals(others)) {
      return Optional.of(
          path.equals(other.path)
              ? "There is a file " + path + " already."
              : "There is a file " + other.path + " already; some systems cannot tell them apart.");
    }
    if (mine.startsWith(others + "/") || others.startsWith(mine + "/")) {
      return Optional.of(
          "Of " + path + " and " + other.path + " one would be a file and a folder.");
    }
    return foldersClash(other)
        ? Optional.of("The folders of " + path + " and " + other.path + " differ in case alone.")
        : Optional.empty();
  }

  private boolean foldersClash(FileName other) {
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      String folder = path.substring(0, end + 1);
      if (folded(other.path).startsWith(folded(folder)) && !other.path.startsWith(folder)) {
        return true;
      }
    }
    return false;
  }

  /** Alike for what a system that ignores case takes for the same. */
  private static String folded(String path) {
    return composed(path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return path;
  }
}
