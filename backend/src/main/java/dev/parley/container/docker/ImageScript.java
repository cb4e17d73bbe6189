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

  /** As many shares of the processors as a container has unless told otherwise. */
  public static final int WHOLE = 1024;

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
    int code = run(host, WHOLE, lines::add, "--tags");
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

  /**
   * Builds one language's image, if it is missing.
   *
   * @param shares of the processors, beside the 1024 of a container
   * @param lines what the script says, {@link BuildProgress} among it, at most 300 characters each
   * @return the script's exit code
   */
  public int build(String host, String language, int shares, Consumer<String> lines)
      throws IOException, InterruptedException {
    return run(host, shares, lines, "--build", language);
  }

  /** Every language with its image, size and version, a line each; the answer is the exit code. */
  public int list(String host, Consumer<String> lines) throws IOException, InterruptedException {
    return run(host, WHOLE, lines, "--list");
  }

  private int run(String host, int shares, Consumer<String> lines, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "scripts/images.sh"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().put("DOCKER_HOST", host);
    builder.environment().put("PARLEY_PROGRESS", "1");
    if (shares != WHOLE) {
      builder.environment().put("PARLEY_SHARES", Integer.toString(shares));
    }
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
