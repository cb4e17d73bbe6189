package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Starts processes of this class path with an archive of the classes that a rehearsal loaded, which
 * is twice as fast. The cache with which {@code start.sh} starts a server is faster still, and
 * takes longer to make. Immutable.
 */
public final class ClassArchive {

  private static final List<String> MACHINE =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xlog:disable");

  private final List<String> command;

  private ClassArchive(List<String> command) {
    this.command = List.copyOf(command);
  }

  /** Packs the class path, as archives take jars alone, and rehearses. */
  public static ClassArchive make(Path folder) throws IOException, InterruptedException {
    String classPath = pack(folder);
    Path archive = folder.resolve("archive");
    ProcessBuilder rehearsal =
        new ProcessBuilder(command("-XX:ArchiveClassesAtExit=" + archive, classPath));
    rehearsal.command().addAll(List.of("dev.parley.Main", "rehearse"));
    rehearsal.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
    rehearsal.environment().put("PARLEY_HOME", Server.ROOT.toString());
    Process process =
        rehearsal
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("rehearsal.log").toFile())
            .start();
    assertThat(process.waitFor())
        .as(() -> "rehearses; see " + folder.resolve("rehearsal.log"))
        .isZero();
    assertThat(archive).isNotEmptyFile();
    return new ClassArchive(command("-XX:SharedArchiveFile=" + archive, classPath));
  }

  private static String pack(Path folder) throws IOException {
    ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
    List<String> path = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Files.isDirectory(Path.of(part))) {
        String packed = folder.resolve(path.size() + ".jar").toString();
        assertThat(jar.run(System.out, System.err, "-c", "-0", "-f", packed, "-C", part, "."))
            .isZero();
        path.add(packed);
      } else {
        path.add(part);
      }
    }
    return String.join(File.pathSeparator, path);
  }

  private static List<String> command(String option, String classPath) {
    List<String> command = new ArrayList<>(MACHINE);
    command.addAll(List.of(option, "-cp", classPath));
    return command;
  }

  /** The machine and its options, to be followed by a class and its arguments. */
  public List<String> command() {
    return command;
  }
}
