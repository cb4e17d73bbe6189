package dev.parley.files;

/**
 * What an archive from a stranger may be. Sizes are of what comes out of it, counted while it does,
 * whatever the archive says of itself.
 *
 * @param bytes of the archive as it is sent
 * @param entries files, folders and all else it lists
 * @param files that are taken from it
 * @param fileUnits UTF-16 units of one file
 * @param totalUnits UTF-16 units of all files
 * @param ratio bytes that may come out of it for each that it has; {@value #ALWAYS_FINE} bytes may
 *     always
 */
public record ArchiveLimits(
    int bytes, int entries, int files, int fileUnits, int totalUnits, int ratio) {

  /** So many bytes may be packed as well as they can be. */
  static final int ALWAYS_FINE = 64 * 1024;

  public ArchiveLimits {
    if (bytes < 1 || entries < 1 || files < 1 || fileUnits < 1 || totalUnits < 1 || ratio < 1) {
      throw new IllegalArgumentException("every limit of an archive is at least 1");
    }
  }

  /** What suits a room of so many files and so much text. */
  public static ArchiveLimits of(int files, int fileUnits, int totalUnits) {
    return new ArchiveLimits(4 * 1024 * 1024, 2_000, files, fileUnits, totalUnits, 200);
  }
}
