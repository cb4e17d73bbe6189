package dev.parley.faults;

import dev.parley.App;
import dev.parley.config.Settings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The server's command line with traps at its failpoints, which {@code -Dparley.traps=} spells
 * ({@link Traps}). Production starts {@code dev.parley.Main}, which has none and reads no such
 * property.
 */
public final class TrappedServer {

  private static final int CORES = 2;
  private static final long MEMORY = 8L << 30;

  private TrappedServer() {}

  /** The machine's options and the class, for a process that runs this with traps. */
  static List<String> program(String traps) {
    return List.of("-Dparley.traps=" + traps, TrappedServer.class.getName());
  }

  /** Serves until the process ends. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Traps traps = Traps.parse(System.getProperty("parley.traps", ""));
    App app = App.open(Settings.read(System.getenv(), CORES, MEMORY), traps);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  app.close();
                  Runtime.getRuntime().halt(0);
                }));
    System.out.println("Parley is ready");
    new CountDownLatch(1).await();
  }
}
