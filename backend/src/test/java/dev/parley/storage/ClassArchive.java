package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** Starts typing processes with classes from an archive, which is twice as fast. */
final class ClassArchive {

  private final String classPath;
  private final Path archive;

  private ClassArchive(String classPath, Path archive) {
    this.classPath = classPath;
    this.archive = archive;
  }

  /** Packs the class path, as archives take jars alone, and lets a process fill the archive. */
  static ClassArchive make(Path folder) throws IOException, InterruptedException {
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
    ClassArchive made =
        new ClassArchive(String.join(File.pathSeparator, path), folder.resolve("classes.jsa"));
    KillOrder once = new KilledStore(0, folder.resolve("data")).lastOrder();
    Process first =
        made.builder("-XX:ArchiveClassesAtExit=" + made.archive, List.of(once))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(first.waitFor()).isZero();
    return made;
  }

  Process start(List<KillOrder> orders) throws IOException {
    return builder("-XX:SharedArchiveFile=" + archive, orders).start();
  }

  private ProcessBuilder builder(String option, List<KillOrder> orders) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xlog:disable"));
    command.addAll(List.of(option, "-cp", classPath, TypingProcess.class.getName()));
    orders.forEach(order -> command.add(order.argument()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }
}
