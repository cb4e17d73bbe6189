package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Starts processes of this class path with an archive of the classes that a rehearsal loaded, which
 * is twice as fast. The cache with which {@code start.sh} starts a server is faster still, and
 * takes longer to make. Immutable.
 */
public final class ClassArchive {

  private final List<String> command;

  private ClassArchive(List<String> command) {
    this.command = command;
  }

  /** Packs the class path, as archives take jars alone, and rehearses. */
  public static ClassArchive make(Path folder) throws IOException, InterruptedException {
    String classPath = pack(folder);
    Path archive = folder.resolve("archive");
    ProcessBuilder rehearsal =
        new ProcessBuilder(
            Stream.concat(
                    command("-XX:ArchiveClassesAtExit=" + archive, classPath).stream(),
                    Stream.of("dev.parley.Main", "rehearse"))
                .toList());
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
    return Child.machine(classPath, "-XX:+UseSerialGC", "-Xlog:disable", option);
  }

  /** The machine and its options, to be followed by a class and its arguments. */
  public List<String> command() {
    return command;
  }
}
