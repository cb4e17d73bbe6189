package dev.parley.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.container.docker.Traces;
import dev.parley.container.docker.Witness;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Whether the machine is as clean as before after many runs, of which every tenth is ended by
 * force: by Stop, by the death of its container, or by the death of the whole server. A program of
 * its own, not a test: {@code ./test.sh --leftovers [RUNS]} prints what there was and what is left.
 */
final class LeftoversBench {

  private static final int EACH = 10;
  private static final int SERVER = 100;
  private static final String QUICK = "print('up', flush=True)\n";
  private static final String SLOW = "print('up', flush=True)\ninput()\n";

  private final Path data;
  private final String folder = "bench-" + UUID.randomUUID();
  private final int port;
  private final Random random;
  private Child server;
  private Client client;
  private Rest rest;
  private Rest.Room room;

  private LeftoversBench(Path data, Random random) throws IOException {
    this.data = data;
    this.random = random;
    this.port = Child.freePort();
    Files.writeString(data.resolve("instance"), folder + "\n1\n");
  }

  public static void main(String[] arguments) throws Exception {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    long seed = Long.getLong("parley.seed", System.nanoTime());
    System.out.println(runs + " runs, every tenth ended by force, -Dparley.seed=" + seed);
    Path data = Files.createTempDirectory("parley-leftovers");
    System.exit(new LeftoversBench(data, new Random(seed)).measure(runs) ? 0 : 1);
  }

  private boolean measure(int runs) throws Exception {
    try (Traces traces = new Traces(Server.ENGINE, folder);
        Witness witness = new Witness(Server.ENGINE)) {
      long disk = engineDisk();
      long memory = available();
      open();
      int[] kills = new int[3];
      for (int run = 1; run <= runs; run++) {
        if (run % EACH == 0) {
          kills[kill(run, witness)]++;
        } else {
          finish();
        }
      }
      close();
      if (!server.terminate().waitFor(20, TimeUnit.SECONDS)) {
        System.out.println("the server did not end");
      }
      List<String> left = traces.left();
      for (int i = 0; i < 100 && !(left.isEmpty() && witness.containers(folder).isEmpty()); i++) {
        Thread.sleep(100);
        left = traces.left();
      }
      System.out.printf(
          "killed: %d runs, %d containers, %d servers%n", kills[0], kills[1], kills[2]);
      System.out.printf("containers there have been: %d%n", traces.containers());
      System.out.printf("containers left: %d%n", witness.containers(folder).size());
      System.out.printf(
          "processes, mounts, control groups and folders of them left: %d %s%n", left.size(), left);
      System.out.printf("disk of the engine: %+d KB%n", (disk - engineDisk()) / 1024);
      System.out.printf("memory in use: %+d MB%n", (memory - available()) >> 20);
      return left.isEmpty() && witness.containers(folder).isEmpty();
    }
  }

  private void open() throws IOException {
    server = Child.start(data, port, Map.of());
    String url = "http://127.0.0.1:" + port;
    rest = new Rest(url);
    rest.awaitReady("python");
    room = rest.create("Leftovers", "python", QUICK);
    client = Client.connected(url, Map.of());
    client.ask("join_session", Map.of("session_code", room.code(), "username", "Ada"));
  }

  private void close() {
    client.close();
    rest.close();
  }

  private String start(String program) {
    client.ask("code_change", Map.of("code", program));
    JsonNode taken = client.ask("execute_code", Map.of());
    while (taken.at("/error/retryable").asBoolean()) {
      taken = client.ask("execute_code", Map.of());
    }
    String id = taken.at("/execution/id").asText();
    client.hears("execution_output", o -> o.get("data").textValue().contains("up") && is(o, id));
    return id;
  }

  private static boolean is(JsonNode event, String id) {
    return event.path("id").asText().equals(id);
  }

  private void finish() {
    String id = start(QUICK);
    client.hears("execution_finished", f -> is(f, id));
  }

  /** Which of the three it was. */
  private int kill(int run, Witness witness) throws IOException {
    String id = start(SLOW);
    if (run % SERVER == 0) {
      server.kill();
      close();
      open();
      return 2;
    }
    if (random.nextBoolean()) {
      client.ask("execution_stop", Map.of("id", id));
      client.hears("execution_finished", f -> is(f, id));
      return 0;
    }
    for (String container : witness.containers(folder)) {
      witness.killIfThere(container);
    }
    client.hears("execution_finished", f -> is(f, id));
    return 1;
  }

  private static long engineDisk() throws IOException {
    Path root = Path.of("/var/lib/docker");
    FileStore store = Files.getFileStore(Files.isDirectory(root) ? root : Path.of("/"));
    return store.getUsableSpace();
  }

  private static long available() throws IOException {
    return Files.readAllLines(Path.of("/proc/meminfo")).stream()
        .filter(line -> line.startsWith("MemAvailable:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
        .findFirst()
        .orElse(0);
  }
}
