package dev.parley.container.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The script that names and builds the images. Its arguments are its own words and ids of language
 * folders; nothing a stranger says reaches it.
 */
public final class ImageScript implements AutoCloseable {

  private static final int MAX_LINE = 300;

  private final Path root;
  private volatile Process running;

  /**
   * @param root the folder that holds {@code scripts/} and {@code runtimes/}
   */
  public ImageScript(Path root) {
    this.root = root.toAbsolutePath();
  }

  /** The image of each language, by its id. */
  Map<String, String> tags(String host) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    int code = run(host, lines::add, "--tags");
    Map<String, String> tags = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      if (words.length == 2) {
        tags.put(words[0], words[1]);
      }
    }
    if (code != 0 || tags.isEmpty()) {
      throw new IOException("scripts/images.sh --tags ended with " + code + ": " + lines);
    }
    return tags;
  }

  /** Builds one language's image, if it is missing; the answer is the exit code. */
  int build(String host, String language, Consumer<String> progress)
      throws IOException, InterruptedException {
    return run(host, progress, "--build", language);
  }

  private int run(String host, Consumer<String> lines, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "scripts/images.sh"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().put("DOCKER_HOST", host);
    Process process = builder.redirectErrorStream(true).start();
    running = process;
    try {
      process.getOutputStream().close();
      try (BufferedReader reader = process.inputReader(UTF_8)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.accept(line.substring(0, Math.min(line.length(), MAX_LINE)));
        }
      }
      return process.waitFor();
    } finally {
      end(process);
    }
  }

  /** Ends what is running, and what that has started. */
  @Override
  public void close() {
    Process process = running;
    if (process != null) {
      end(process);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
