package dev.parley.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the product is measured against, on the same machine in the same run. */
final class Peers {

  private Peers() {}

  /** Milliseconds from the start of a process to its first byte. */
  static double bare(Programs program) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("bare");
    Files.writeString(folder.resolve(program.file()), program.text());
    double first = firstByte(new ProcessBuilder(program.bare()).directory(folder.toFile()), "");
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
    return first;
  }

  /** Milliseconds from {@code docker run} of the language's own image to the first byte. */
  static double engine(Programs program, String image) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "docker",
                "run",
                "--rm",
                "-i",
                "--network",
                "none",
                "--workdir",
                "/tmp",
                "--entrypoint",
                "sh",
                image,
                "-c"));
    command.add("cat >" + program.file() + "; " + program.inside());
    return firstByte(new ProcessBuilder(command), program.text());
  }

  private static double firstByte(ProcessBuilder builder, String input)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    Process process = builder.redirectErrorStream(true).start();
    try (InputStream output = process.getInputStream()) {
      process.outputWriter().append(input).close();
      int read = output.read();
      double first = (System.nanoTime() - began) / 1e6;
      output.readAllBytes();
      if ((read != 'x' && read != '1') || process.waitFor() != 0) {
        throw new IOException(builder.command() + " did not do as it should");
      }
      return first;
    }
  }

  /** What a command prints. */
  static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + text);
    }
    return text.strip();
  }

  /** The image of a language, as the recipe's content names it. */
  static String image(Path root, String language) throws IOException, InterruptedException {
    return output(root.resolve("scripts/images.sh").toString(), "--tag", language);
  }
}
