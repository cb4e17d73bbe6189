package dev.parley.e2e;

import dev.parley.container.docker.Witness;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A home with two languages of the test's own, whose images are as good as empty, built by the real
 * script in a moment and without a network. One is made ready at the start; the other's build waits
 * until the test lets it go, and fails where the test says so.
 */
final class SmallHome implements Closeable {

  static final String READY = "plain";
  static final String ON_DEMAND = "tiny";

  private static final String GATE =
      """
      # The real script is beside this one; it must not wait for others' builds on this machine.
      cd "$(dirname "$0")/.."
      export TMPDIR=$PWD
      if [ "$1 $2" = "--build tiny" ]; then
        echo "$2" >>builds
        echo "40% installing packages"
        while [ ! -e go ]; do sleep 0.05; done
        rm go
        [ ! -e broken ] || { echo "Building tiny failed: E: Unable to locate package tiny"; exit 1; }
      fi
      exec bash scripts/real.sh "$@"
      """;

  private final Path root;

  private SmallHome(Path root) {
    this.root = root;
  }

  static SmallHome in(Path root) throws IOException {
    Path runtimes = root.resolve("runtimes");
    Files.createDirectories(runtimes.resolve("box"));
    for (String file : List.of("Dockerfile", "seccomp.json")) {
      Files.copy(Server.ROOT.resolve("runtimes").resolve(file), runtimes.resolve(file));
    }
    try (Stream<Path> box = Files.list(Server.ROOT.resolve("runtimes/box"))) {
      for (Path file : box.filter(Files::isRegularFile).toList()) {
        Files.copy(file, runtimes.resolve("box").resolve(file.getFileName()));
      }
    }
    Path scripts = Files.createDirectory(root.resolve("scripts"));
    Files.copy(Server.ROOT.resolve("scripts/images.sh"), scripts.resolve("real.sh"));
    Files.writeString(scripts.resolve("images.sh"), GATE);
    language(runtimes, READY, "Plain", 1);
    language(runtimes, ON_DEMAND, "Tiny", 2);
    return new SmallHome(root);
  }

  private static void language(Path runtimes, String id, String name, int order)
      throws IOException {
    Path folder = Files.createDirectories(runtimes.resolve(id));
    Files.writeString(
        folder.resolve("runtime.json"),
        """
        {"id": "%s", "name": "%s", "version": "1", "order": %d, "aliases": [], "file": "main.%1$s",
         "extensions": ["%1$s"], "highlight": "shell", "run": ["sh", "{file}"], "env": {},
         "limits": {"wall": "10s", "compile": "10s", "memory": "64MiB", "processes": 16, "files": 64,
           "file_size": "1MiB", "work": "4MiB", "tmp": "4MiB", "output": "1MiB"}}
        """
            .formatted(id, name, order));
    Files.writeString(folder.resolve("starter." + id), "echo '" + name + " says hello'\n");
    Path image = Files.createDirectory(folder.resolve("image"));
    Files.writeString(image.resolve("packages"), "# None.\n");
    Files.writeString(image.resolve("version"), "echo 1.0\n");
    // Images are named after their content: this one is nobody else's, and not there yet.
    Files.writeString(image.resolve("mark"), UUID.randomUUID().toString());
  }

  Path root() {
    return root;
  }

  /** Lets the build that waits, or else the next one, go on. */
  void go() throws IOException {
    Files.createFile(root.resolve("go"));
  }

  /** Whether builds that go on fail. */
  void setBroken(boolean broken) throws IOException {
    if (broken) {
      Files.createFile(root.resolve("broken"));
    } else {
      Files.delete(root.resolve("broken"));
    }
  }

  /** How many builds of the second language were begun. */
  long builds() throws IOException {
    try (Stream<String> lines = Files.lines(root.resolve("builds"))) {
      return lines.count();
    }
  }

  /** Removes the images. */
  @Override
  public void close() throws IOException {
    try (Witness witness = new Witness(Server.ENGINE)) {
      for (String language : List.of(READY, ON_DEMAND)) {
        Process tag =
            new ProcessBuilder("bash", "scripts/real.sh", "--tag", language)
                .directory(root.toFile())
                .start();
        try (BufferedReader said = tag.inputReader()) {
          witness.forget(said.readLine());
        }
      }
    }
  }
}
