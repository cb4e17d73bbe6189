package dev.parley.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.e2e.ClassArchive;
import dev.parley.storage.StorageUnavailable.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What is acknowledged survives a kill -9: databases, killed again and again at random moments,
 * while they are opened, written, tidied, written anew after an erasure, and backed up. Each
 * process checks what the one before it left. Most of what a kill costs is the start of a process,
 * so each has several databases, of which every one is at another point when it is killed.
 */
public final class StoreKills {

  /** So often everything is looked at, and otherwise the end of every room. */
  private static final int ALL = 25;

  private static final Pattern SAID = Pattern.compile("(\\d) (.+)");

  private static final int PROGRESS = 20;
  private static final int EARLY_MS = 2_000;
  private static final int LATE_MS = 600;

  private final ClassArchive classes;
  private final List<KilledStore> stores;
  private final Random random;
  private int processes;
  private int unchecked;

  /**
   * @param folder empty, for the databases and the classes
   * @param most databases that one process has
   */
  public StoreKills(Path folder, int most, Random random) throws IOException, InterruptedException {
    this.random = random;
    this.stores =
        IntStream.range(0, most)
            .mapToObj(number -> new KilledStore(number, folder.resolve("store-" + number)))
            .toList();
    this.classes = ClassArchive.make(Files.createDirectory(folder.resolve("classes")));
  }

  /** Kills until so many databases were killed; the outcome in words. */
  public String run(int kills) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (processes * stores.size() < kills) {
      cycle(processes++);
      if (processes % PROGRESS == 0) {
        System.out.println(summary(start));
      }
    }
    lastLook();
    assertThat(acknowledgements()).isGreaterThan(kills);
    assertThat(unchecked).isLessThanOrEqualTo(processes * stores.size() / 2);
    return summary(start);
  }

  private long acknowledgements() {
    return stores.stream().mapToLong(KilledStore::acknowledgements).sum();
  }

  private String summary(long start) {
    int kills = processes * stores.size();
    return String.format(
        Locale.ROOT,
        "%d databases killed with %d processes, %d acknowledged entries, 0 lost; %d rooms erased;"
            + " %d killed before they were open; %.2f s a kill",
        kills,
        processes,
        acknowledgements(),
        stores.stream().mapToLong(KilledStore::erasures).sum(),
        unchecked,
        (System.nanoTime() - start) / 1e9 / kills);
  }

  private void cycle(int kill) throws IOException, InterruptedException {
    boolean early = kill % 5 == 3;
    List<KillOrder> orders = new ArrayList<>();
    for (int i = 0; i < stores.size(); i++) {
      int turn = kill + i;
      orders.add(stores.get(i).order(turn % 3 == 2, turn % ALL == ALL - 1, turn % 4 != 0, random));
    }
    Process process = start(orders);
    long millis = random.nextInt(early ? EARLY_MS : LATE_MS);
    int open = 1 + random.nextInt(stores.size());
    Set<Integer> typed = new HashSet<>();
    CompletableFuture<Boolean> killed = early ? kill(process, millis) : null;
    int checked = 0;
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher words = SAID.matcher(line);
        if (!words.matches()) {
          // A warning of the server, or the last line, cut by the kill.
          System.out.println("said: " + line);
          continue;
        }
        int store = Integer.parseInt(words.group(1));
        String said = words.group(2);
        if (said.equals("checked")) {
          checked++;
          if (kill == 0 && checked == 1) {
            aSecondOneIsRefused(store);
          }
        } else {
          stores.get(store).heard(said);
          typed.add(store);
          killed = killed == null && typed.size() == open ? kill(process, millis) : killed;
        }
      }
    } finally {
      if (killed == null) {
        process.destroyForcibly();
      }
    }
    process.waitFor();
    assertThat(killed).as("kill %s: what was left is whole", kill).isNotNull();
    assertThat(killed.join()).isTrue();
    assertThat(process.exitValue()).as("kill %s", kill).isEqualTo(128 + 9);
    unchecked += stores.size() - checked;
  }

  private Process start(List<KillOrder> orders) throws IOException {
    List<String> command = new ArrayList<>(classes.command());
    command.add(TypingProcess.class.getName());
    orders.forEach(order -> command.add(order.argument()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static CompletableFuture<Boolean> kill(Process process, long millis) {
    return CompletableFuture.supplyAsync(
        () -> process.toHandle().destroyForcibly(),
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
  }

  private void aSecondOneIsRefused(int store) {
    assertThatThrownBy(() -> Storage.open(StorageSettings.of(stores.get(store).folder(), false)))
        .isInstanceOfSatisfying(
            StorageUnavailable.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.LOCKED));
  }

  private void lastLook() throws IOException, InterruptedException {
    Process last = start(stores.stream().map(KilledStore::lastOrder).toList());
    try (BufferedReader lines = last.inputReader(UTF_8)) {
      assertThat(lines.lines().filter(line -> line.endsWith(" checked")).count())
          .isEqualTo(stores.size());
    }
    assertThat(last.waitFor()).isZero();
  }
}
