package dev.parley.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.files.Unpacked.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks a ZIP archive of texts that a stranger sent, in memory and within bounds. Nothing the
 * archive says of itself is believed: entries are counted before its directory is read, sizes while
 * they come out. Links, devices, encrypted entries, names that files may not have or that clash,
 * and what is not UTF-8 refuse the whole of it.
 */
public final class ZipReader {

  private static final int UNIX_TYPE = 0170000;
  private static final int UNIX_FILE = 0100000;
  private static final int UNIX_FOLDER = 0040000;

  /**
   * The two that tools write unless told otherwise. For some others the library would need further
   * libraries, of which it only finds out that they are not there when it unpacks.
   */
  private static final Set<Integer> PACKINGS = Set.of(ZipEntry.STORED, ZipEntry.DEFLATED);

  /** UTF-8 needs at most so many bytes for a UTF-16 unit. */
  private static final int BYTES_PER_UNIT = 3;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** What systems and tools put beside people's files. */
  private static final Pattern HIDDEN = Pattern.compile("\\.[\\p{L}\\p{Nd}_].*|__MACOSX");

  private final ArchiveLimits limits;
  private final Map<FileName, String> texts = new LinkedHashMap<>();
  private final List<String> skipped = new ArrayList<>();
  private final long fine;
  private long units;
  private long unpacked;

  private ZipReader(ArchiveLimits limits, int packed) {
    this.limits = limits;
    this.fine = Math.max(ArchiveLimits.ALWAYS_FINE, (long) packed * limits.ratio());
  }

  /** Unpacks an archive, or says why not. */
  public static Unpacked read(byte[] archive, ArchiveLimits limits) {
    try {
      return new ZipReader(limits, archive.length).unpack(archive);
    } catch (Fault e) {
      return e.refused;
    } catch (IOException | RuntimeException e) {
      // Whatever a made-up archive makes the library trip over.
      return new Unpacked.Refused(Reason.UNSOUND, "This is no sound ZIP archive.");
    }
  }

  private static final class Fault extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Unpacked.Refused refused;

    Fault(Reason reason, String message) {
      super(message, null, false, false);
      this.refused = new Unpacked.Refused(reason, message);
    }
  }

  private Unpacked unpack(byte[] archive) throws IOException, Fault {
    require(archive.length <= limits.bytes(), Reason.TOO_LARGE, "The archive is too large.");
    require(
        listed(archive) <= limits.entries(),
        Reason.TOO_LARGE,
        "The archive lists more than " + limits.entries() + " entries.");
    try (ZipFile zip = ZipFile.builder().setByteArray(archive).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        take(zip, entry);
      }
    }
    require(!texts.isEmpty(), Reason.UNSOUND, "The archive has no files.");
    return new Unpacked.Files(texts, skipped);
  }

  /** How often the mark stands that begins an entry of the directory: reading it makes so many. */
  private static int listed(byte[] archive) {
    int marks = 0;
    for (int i = 0; i + 3 < archive.length; i++) {
      if (archive[i] == 'P'
          && archive[i + 1] == 'K'
          && archive[i + 2] == 1
          && archive[i + 3] == 2) {
        marks++;
      }
    }
    return marks;
  }

  private void take(ZipFile zip, ZipArchiveEntry entry) throws IOException, Fault {
    String shown = shown(entry.getName());
    int type = entry.getUnixMode() & UNIX_TYPE;
    require(
        type == 0 || type == UNIX_FILE || type == UNIX_FOLDER,
        Reason.UNSOUND,
        "The archive has more than files and folders: " + shown + " is a link or a device.");
    boolean folder = entry.isDirectory() || type == UNIX_FOLDER;
    String path = entry.getName();
    if (folder && path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    if (isHidden(path)) {
      skipped.add(shown);
      return;
    }
    Optional<String> fault = FileName.fault(path);
    require(fault.isEmpty(), Reason.NAME, shown + ": " + fault.orElse(""));
    if (folder) {
      return;
    }
    FileName name = new FileName(path);
    for (FileName other : texts.keySet()) {
      Optional<String> clash = name.clash(other);
      require(clash.isEmpty(), Reason.NAME, clash.orElse(""));
    }
    require(
        texts.size() < limits.files(),
        Reason.TOO_LARGE,
        "The archive has more than " + limits.files() + " files.");
    require(
        !entry.getGeneralPurposeBit().usesEncryption() && PACKINGS.contains(entry.getMethod()),
        Reason.UNSOUND,
        shown + " is encrypted, or packed in a way that is not read here.");
    texts.put(name, text(shown, bytes(zip, entry, shown)));
  }

  /** Whether a part of a path is hidden while all others are sound. */
  private static boolean isHidden(String path) {
    boolean hidden = false;
    for (String part : path.split("/", -1)) {
      if (HIDDEN.matcher(part).matches()) {
        hidden = true;
      } else if (FileName.fault(part).isPresent()) {
        return false;
      }
    }
    return hidden;
  }

  /** What comes out, until it is too much. */
  private byte[] bytes(ZipFile zip, ZipArchiveEntry entry, String shown) throws IOException, Fault {
    long most = (long) BYTES_PER_UNIT * limits.fileUnits() + BYTES_PER_UNIT;
    // Entries may share what is packed, so that each alone looks well: all that came out counts.
    long left = fine - unpacked;
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) Math.min(Math.min(most, left) + 1, Integer.MAX_VALUE));
      unpacked += bytes.length;
      require(bytes.length <= most, Reason.TOO_LARGE, tooLarge(shown));
      require(
          bytes.length <= left,
          Reason.TOO_LARGE,
          "The archive is packed more tightly than texts of people are, at " + shown + ".");
      return bytes;
    }
  }

  private String text(String shown, byte[] bytes) throws Fault {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Fault(Reason.UNSOUND, shown + " is not text in UTF-8.");
    }
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    require(text.length() <= limits.fileUnits(), Reason.TOO_LARGE, tooLarge(shown));
    units += text.length();
    require(
        units <= limits.totalUnits(),
        Reason.TOO_LARGE,
        "The files have more than " + limits.totalUnits() + " characters in all.");
    return text;
  }

  private String tooLarge(String shown) {
    return shown + " has more than " + limits.fileUnits() + " characters.";
  }

  /** A name for people's eyes, whatever is in it. */
  private static String shown(String name) {
    String harmless = name.replaceAll("[^\\p{L}\\p{M}\\p{Nd}\\p{P}\\p{S} ]", "?");
    return harmless.length() <= 80 ? harmless : harmless.substring(0, 80) + "...";
  }

  private static void require(boolean sound, Reason reason, String otherwise) throws Fault {
    if (!sound) {
      throw new Fault(reason, otherwise);
    }
  }
}
