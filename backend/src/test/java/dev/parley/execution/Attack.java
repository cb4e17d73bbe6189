package dev.parley.execution;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A hostile program and what must become of it, as {@code runtimes/attacks/attacks.json} says.
 *
 * @param file in the folder of attacks; it opens with its story
 * @param rows of the threat list that it covers
 * @param reason of the verdict, one of these
 * @param code the exit code, where it is the program's own
 * @param stdout all that is shown, exactly
 * @param contains pieces of what is shown
 * @param absent what must not be shown
 * @param message a piece of the verdict's sentence
 * @param wall seconds it may run, where the usual ones do not suit it
 * @param rooms how many of it run at the same moment; each says {@code ready} and is told to go
 * @param input typed at the start
 * @param files further files beside it
 * @param pipes whether it runs without a terminal
 * @param quiet whether it has the machine to itself
 * @param why what differs is as it should be; for entries of {@code under}
 * @param under what differs under another runtime, by the runtime's name
 */
record Attack(
    String file,
    String language,
    List<String> rows,
    List<String> reason,
    Integer code,
    String stdout,
    List<String> contains,
    List<String> absent,
    String message,
    Integer wall,
    Integer rooms,
    String input,
    Map<String, String> files,
    boolean pipes,
    boolean quiet,
    String why,
    Map<String, Attack> under) {

  private static final Path FOLDER = RealEngine.ROOT.resolve("runtimes/attacks");

  /** For those that end by the clock, and for those that end before it, however busy all is. */
  private static final int WALL = 3;

  private static final int LONG_WALL = 20;

  static List<Attack> read() throws IOException {
    return JsonMapper.builder()
        .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        .build()
        .readValue(Files.readString(FOLDER.resolve("attacks.json")), new TypeReference<>() {});
  }

  Attack {
    rows = requireNonNullElse(rows, List.of());
    contains = requireNonNullElse(contains, List.of());
    absent = requireNonNullElse(absent, List.of());
    boolean byTheClock = reason != null && reason.contains("wall_time");
    wall = requireNonNullElse(wall, byTheClock ? WALL : LONG_WALL);
    rooms = requireNonNullElse(rooms, 1);
    input = requireNonNullElse(input, "");
    files = requireNonNullElse(files, Map.of());
    under = requireNonNullElse(under, Map.of());
  }

  /** The same attack with the expectations it has under a runtime. */
  Attack under(String runtime) {
    if (runtime.isEmpty()) {
      return this;
    }
    Attack other = under.containsKey(runtime) ? under.get(runtime) : this;
    List<String> expected = other.reason == null ? reason : other.reason;
    int patience = other.reason == null ? Math.max(wall, other.wall) : other.wall;
    return new Attack(
        file,
        language,
        rows,
        expected,
        other.reason == null ? code : other.code,
        other.contains.isEmpty() && other.reason == null ? stdout : other.stdout,
        other.contains.isEmpty() && other.reason == null ? contains : other.contains,
        other.absent.isEmpty() ? absent : other.absent,
        other.reason == null ? message : other.message,
        patience,
        rooms,
        input,
        files,
        pipes,
        quiet,
        other.why,
        Map.of());
  }

  /** The programs in the folder, sorted. */
  static List<String> programs() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("attacks.json"))
          .sorted()
          .toList();
    }
  }

  String source() throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  @Override
  public String toString() {
    return file;
  }
}
