package dev.parley.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.storage.StorageUnavailable.Reason;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is acknowledged survives a kill -9: one database, killed again and again at random moments,
 * while it is opened, written, tidied, written anew after an erasure, and backed up. Each process
 * checks what the one before it left. {@code -Dparley.kills=3000 -Dparley.seed=...} for more of it.
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("parley.kills", 10);
  private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

  /** So often everything is looked at, and otherwise the end of every room. */
  private static final int ALL = 25;

  @TempDir private Path folder;
  @TempDir private Path classes;

  /** Room to the last seq that was ever acknowledged in it. */
  private final Map<Long, Long> acknowledged = new TreeMap<>();

  private long acknowledgements;
  private long erasures;
  private int unchecked;

  private String classPath;

  /** Classes come from an archive, which makes a cycle half as long; it takes jars alone. */
  @BeforeEach
  void archiveClasses() throws IOException, InterruptedException {
    ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
    List<String> path = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Files.isDirectory(Path.of(part))) {
        String packed = classes.resolve(path.size() + ".jar").toString();
        assertThat(jar.run(System.out, System.err, "-c", "-0", "-f", packed, "-C", part, "."))
            .isZero();
        path.add(packed);
      } else {
        path.add(part);
      }
    }
    classPath = String.join(File.pathSeparator, path);
    Path other = Files.createDirectory(classes.resolve("data"));
    Process once =
        typist(List.of("-XX:ArchiveClassesAtExit=" + archive()), other, false, List.of("once"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(once.waitFor()).isZero();
  }

  private Path archive() {
    return classes.resolve("classes.jsa");
  }

  @Test
  void nothingAcknowledgedIsLost() throws IOException, InterruptedException {
    System.out.println("kills: " + KILLS + ", -Dparley.seed=" + SEED);
    Random random = new Random(SEED);
    long start = System.nanoTime();
    for (int kill = 0; kill < KILLS; kill++) {
      cycle(kill, random);
    }
    // The last look is at everything, and nobody kills it.
    List<String> words = new ArrayList<>(List.of("once", "all"));
    acknowledged.forEach((room, seq) -> words.add(room + ":" + seq));
    Process last = typist(List.of(), folder, false, words).start();
    try (BufferedReader lines = last.inputReader(UTF_8)) {
      assertThat(lines.lines().filter("checked"::equals).count()).isEqualTo(1);
    }
    System.out.printf(
        "%d kills, %d acknowledged entries, 0 lost; %d rooms erased; %d kills before the start was"
            + " over; %.2f s a kill; file %d KB%n",
        KILLS,
        acknowledgements,
        erasures,
        unchecked,
        (System.nanoTime() - start) / 1e9 / KILLS,
        Files.size(Storage.file(folder)) >> 10);
    assertThat(acknowledgements).isGreaterThan(5L * KILLS);
    assertThat(unchecked).isLessThanOrEqualTo(KILLS / 2);
  }

  private ProcessBuilder typist(
      List<String> options, Path data, boolean powerSafe, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xlog:disable"));
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            classPath,
            Typist.class.getName(),
            data.toString(),
            Boolean.toString(powerSafe)));
    command.addAll(words);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private void cycle(int kill, Random random) throws IOException, InterruptedException {
    boolean early = kill % 5 == 4;
    List<String> words = new ArrayList<>();
    acknowledged.forEach((room, seq) -> words.add(room + ":" + seq));
    if (kill % 4 != 0) {
      words.add("upkeep" + random.nextInt(3));
    }
    if (kill % ALL == ALL - 1) {
      words.add("all");
    }
    Process typist =
        typist(List.of("-XX:SharedArchiveFile=" + archive()), folder, kill % 3 == 2, words).start();
    long millis = random.nextInt(early ? 1_200 : 600);
    CompletableFuture<Boolean> killed = early ? kill(typist, millis) : null;
    boolean checked = false;
    try (BufferedReader lines = typist.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("checked")) {
          checked = true;
          if (kill == 0) {
            aSecondOneIsRefused();
          }
        } else {
          heard(line);
          killed = killed == null ? kill(typist, millis) : killed;
        }
      }
    }
    typist.waitFor();
    assertThat(killed).as("kill %s: what was left is whole, seed %s", kill, SEED).isNotNull();
    assertThat(killed.join()).isTrue();
    assertThat(typist.exitValue()).as("kill %s, seed %s", kill, SEED).isEqualTo(128 + 9);
    unchecked += checked ? 0 : 1;
  }

  private static CompletableFuture<Boolean> kill(Process process, long millis) {
    return CompletableFuture.supplyAsync(
        () -> process.toHandle().destroyForcibly(),
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
  }

  private void aSecondOneIsRefused() {
    assertThatThrownBy(() -> Storage.open(StorageSettings.of(folder, false)))
        .isInstanceOfSatisfying(
            StorageUnavailable.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.LOCKED));
  }

  /** The last line may have been cut by the kill; a cut number would only be smaller. */
  private void heard(String line) {
    if (line.matches("\\d+ \\d+")) {
      String[] words = line.split(" ", -1);
      long room = Long.parseLong(words[0]);
      // What is being erased may be there or not.
      acknowledged.computeIfPresent(room, (same, seq) -> Math.max(seq, Long.parseLong(words[1])));
      acknowledgements++;
    } else if (line.matches("made \\d+\\.")) {
      acknowledged.put(Long.parseLong(line.substring(5, line.length() - 1)), 2L);
    } else if (line.matches("erasing \\d+\\.")) {
      acknowledged.remove(Long.parseLong(line.substring(8, line.length() - 1)));
      erasures++;
    }
  }
}
