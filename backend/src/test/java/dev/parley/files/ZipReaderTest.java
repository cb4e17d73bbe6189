package dev.parley.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.files.Unpacked.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives as strangers make them. */
class ZipReaderTest {

  private static final ArchiveLimits LIMITS =
      new ArchiveLimits(100_000, 50, 10, 80_000, 200_000, 100);
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:06Z");

  private static Unpacked read(byte[] archive) {
    return ZipReader.read(archive, LIMITS);
  }

  private static byte[] zip(Map<String, String> texts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ZipWriter.write(texts, TIME, out);
    return out.toByteArray();
  }

  /** An archive with one entry as it should be and one that is made by the test. */
  private static byte[] zip(ZipArchiveEntry entry, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      zip.putArchiveEntry(new ZipArchiveEntry("sound.py"));
      zip.write("x = 1\n".getBytes(UTF_8));
      zip.closeArchiveEntry();
      zip.putArchiveEntry(entry);
      zip.write(content);
      zip.closeArchiveEntry();
    }
    return out.toByteArray();
  }

  private static void refused(byte[] archive, Reason reason, String words) {
    assertThat(read(archive))
        .isInstanceOfSatisfying(
            Unpacked.Refused.class,
            refused -> {
              assertThat(refused.message()).contains(words);
              assertThat(refused.reason()).isEqualTo(reason);
            });
  }

  @Test
  void whatIsPackedComesOutAgain() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("main.py", "print('ü 😀\u2028')\n");
    texts.put("lib/util.py", "a\tb\u0000c\n");
    texts.put("żółw/empty.txt", "");
    assertThat(zip(texts)).isEqualTo(zip(texts));
    assertThat(read(zip(texts)))
        .isInstanceOfSatisfying(
            Unpacked.Files.class,
            files -> {
              assertThat(files.skipped()).isEmpty();
              Map<String, String> out = new LinkedHashMap<>();
              files.texts().forEach((name, text) -> out.put(name.path(), text));
              assertThat(out).isEqualTo(texts);
            });
  }

  @Test
  void foldersAndWhatSystemsLeaveBehindAreNoFiles() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      for (String name :
          List.of(
              "src/",
              "src/.gitignore",
              ".git/",
              ".git/HEAD",
              "__MACOSX/src/._a.py",
              ".DS_Store",
              "src/a.py")) {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(name.endsWith("/") ? new byte[0] : "\ufeffx".getBytes(UTF_8));
        zip.closeArchiveEntry();
      }
    }
    assertThat(read(out.toByteArray()))
        .isEqualTo(
            new Unpacked.Files(
                Map.of(new FileName("src/a.py"), "x"),
                List.of(
                    "src/.gitignore", ".git/", ".git/HEAD", "__MACOSX/src/._a.py", ".DS_Store")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x.py",
        "a/../../x.py",
        "/etc/passwd",
        "C:/x.py",
        "a/./b.py",
        ".git/../x.py",
        "a\u0000.py",
        "a\n.py",
        "$(id).py",
        "-rf",
        "con.py",
        "x\u202eyp.py",
        "../",
        "sound.py",
        "Sound.PY",
        "sound.py/x.py"
      })
  void badNamesRefuseAll(String name) throws IOException {
    assertThat(read(zip(new ZipArchiveEntry(name), new byte[0])))
        .isInstanceOfSatisfying(
            Unpacked.Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.NAME));
  }

  @Test
  void whatIsNoNameInUnicodeRefusesAll() throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry("a_b.py");
    entry.setUnixMode(UnixStat.FILE_FLAG | 0644);
    String archive = new String(zip(entry, new byte[0]), ISO_8859_1);
    for (String name : List.of("a\\b.py", "a\u00ffb.py", "a\u0001b.py")) {
      refused(archive.replace("a_b.py", name).getBytes(ISO_8859_1), Reason.NAME, "nothing else");
    }
  }

  @Test
  void linksAndDevicesRefuseAll() throws IOException {
    for (int type : List.of(UnixStat.LINK_FLAG, 0060000, 0010000, 0140000)) {
      ZipArchiveEntry entry = new ZipArchiveEntry("link.py");
      entry.setUnixMode(type | 0777);
      refused(zip(entry, "/etc/passwd".getBytes(UTF_8)), Reason.UNSOUND, "a link or a device");
    }
    ZipArchiveEntry plain = new ZipArchiveEntry("plain.py");
    plain.setUnixMode(UnixStat.FILE_FLAG | 0644);
    assertThat(read(zip(plain, new byte[0]))).isInstanceOf(Unpacked.Files.class);
  }

  @Test
  void encryptedEntriesRefuseAll() throws IOException {
    byte[] archive = zip(Map.of("main.py", "x"));
    // The first bit of the flags.
    inHeads(archive, 6, flags -> (byte) (flags | 1));
    refused(archive, Reason.UNSOUND, "encrypted");
  }

  /**
   * An archive of which chance had made one packed with XZ ended in an error of the class loader:
   * the library has that method by name and needs another library for it.
   */
  @ParameterizedTest
  @ValueSource(bytes = {1, 6, 9, 10, 12, 14, 20, 93, 95, 96, 98, 99, -1})
  void whatIsPackedInAnotherWayRefusesAll(byte method) throws IOException {
    byte[] archive = zip(Map.of("main.py", "print(1)\n"));
    inHeads(archive, 8, deflated -> method);
    refused(archive, Reason.UNSOUND, "main.py is encrypted, or packed in a way");
  }

  /** Changes a byte of the entries' own heads and of those in the directory, two bytes further. */
  private static void inHeads(byte[] archive, int at, UnaryOperator<Byte> change) {
    for (int i = 0; i + 4 < archive.length; i++) {
      if (archive[i] == 'P' && archive[i + 1] == 'K') {
        int there = i + at + (archive[i + 2] == 1 ? 2 : 0);
        if (archive[i + 2] == 3 || archive[i + 2] == 1) {
          archive[there] = change.apply(archive[there]);
        }
      }
    }
  }

  @Test
  void whatIsNoTextRefusesAll() throws IOException {
    refused(zip(new ZipArchiveEntry("a.bin"), new byte[] {1, -1, 2}), Reason.UNSOUND, "not text");
    refused(zip(new ZipArchiveEntry("a.txt"), "x".getBytes(UTF_16)), Reason.UNSOUND, "not text");
    byte[] half = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};
    refused(zip(new ZipArchiveEntry("half.txt"), half), Reason.UNSOUND, "not text");
    byte[] latin = "ü".getBytes(ISO_8859_1);
    refused(zip(new ZipArchiveEntry("latin.txt"), latin), Reason.UNSOUND, "not text");
  }

  @Test
  void tooMuchIsRefusedBeforeItIsUnpacked() throws IOException {
    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 11; i++) {
      many.put("f" + i, "");
    }
    refused(zip(many), Reason.TOO_LARGE, "more than 10 files");
    for (int i = 0; i < 51; i++) {
      many.put("f" + i, "");
    }
    refused(zip(many), Reason.TOO_LARGE, "lists more than 50 entries");
    refused(new byte[100_001], Reason.TOO_LARGE, "too large");
    Random random = new Random(1);
    refused(
        zip(Map.of("a", noise(random, 80_001))), Reason.TOO_LARGE, "more than 80000 characters");
    refused(
        zip(
            Map.of(
                "a",
                noise(random, 70_000),
                "b",
                noise(random, 70_000),
                "c",
                noise(random, 70_000))),
        Reason.TOO_LARGE,
        "more than 200000 characters in all");
  }

  /** Characters that do not pack well, and not too badly for the bound of the archive. */
  private static String noise(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("abcdefgh".charAt(random.nextInt(8)));
    }
    return text.toString();
  }

  @Test
  void bombsAreRefused() throws IOException {
    refused(zip(Map.of("a", " ".repeat(79_999))), Reason.TOO_LARGE, "packed more tightly");
    refused(zip(Map.of("a", " ".repeat(10_000_000))), Reason.TOO_LARGE, "");
    assertThat(read(zip(Map.of("a", " ".repeat(60_000))))).isInstanceOf(Unpacked.Files.class);
    // Ten times the same few bytes: each entry alone would do.
    byte[] shared = shared(zip(Map.of("a", " ".repeat(40_000))), 9);
    refused(shared, Reason.TOO_LARGE, "packed more tightly");
  }

  /** A directory that lists one entry's bytes under more names. */
  private static byte[] shared(byte[] archive, int more) throws IOException {
    int directory = lastIndexOf(archive, 1, 2);
    int end = lastIndexOf(archive, 5, 6);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(archive, 0, end);
    for (int i = 0; i < more; i++) {
      byte[] again = Arrays.copyOfRange(archive, directory, end);
      again[46] = (byte) ('b' + i);
      out.write(again);
    }
    byte[] last = Arrays.copyOfRange(archive, end, archive.length);
    int size = (end - directory) * (more + 1);
    last[8] = (byte) (more + 1);
    last[10] = (byte) (more + 1);
    last[12] = (byte) size;
    last[13] = (byte) (size >> 8);
    out.write(last);
    return out.toByteArray();
  }

  private static int lastIndexOf(byte[] archive, int third, int fourth) {
    for (int i = archive.length - 4; i >= 0; i--) {
      if (archive[i] == 'P'
          && archive[i + 1] == 'K'
          && archive[i + 2] == third
          && archive[i + 3] == fourth) {
        return i;
      }
    }
    throw new AssertionError("no such mark");
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    refused(new byte[0], Reason.UNSOUND, "no sound ZIP");
    refused("print('hello')\n".getBytes(UTF_8), Reason.UNSOUND, "no sound ZIP");
    refused(zip(Map.of()), Reason.UNSOUND, "no files");
  }

  /** Whatever a byte is turned into, an answer comes and nothing is thrown. */
  @Test
  void brokenArchivesAreAnswered() throws IOException {
    byte[] sound = zip(Map.of("main.py", "print(1)\n", "lib/a.py", "x".repeat(500)));
    long seed = Long.getLong("parley.seed", System.nanoTime());
    System.out.println("broken archives: -Dparley.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] broken = Arrays.copyOf(sound, sound.length - random.nextInt(3) * random.nextInt(20));
      for (int b = random.nextInt(4); b >= 0; b--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      assertThat(read(broken)).isNotNull();
    }
  }
}
