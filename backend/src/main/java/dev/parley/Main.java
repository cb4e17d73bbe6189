package dev.parley;

import dev.parley.config.InvalidSettings;
import dev.parley.config.Settings;
import dev.parley.doctor.UnfitMachine;
import dev.parley.language.InvalidRuntimes;
import dev.parley.storage.StorageUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "parley",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      Main.Serve.class,
      VerifyCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ImportCommand.class,
      ImagesCommand.class,
      DoctorCommand.class,
      RehearseCommand.class
    },
    description =
        "Live coding interviews: one shared editor, one terminal, the whole hour to replay.")
public final class Main implements Callable<Integer> {

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }

  @Override
  public Integer call() {
    CommandLine.usage(this, System.out);
    return CommandLine.ExitCode.USAGE;
  }

  /** What {@code --version} prints. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"Parley " + (version == null ? "(built in place)" : version)};
    }
  }

  /** Starts the server and stays until it is told to stop. */
  @Command(
      name = "serve",
      mixinStandardHelpOptions = true,
      description = "Starts the server. Settings come from the environment; see .env.example.")
  static final class Serve implements Callable<Integer> {

    @Override
    public Integer call() throws InterruptedException {
      Settings settings;
      App app;
      try {
        settings = settings();
        app = App.open(settings);
      } catch (InvalidSettings
          | InvalidRuntimes
          | StorageUnavailable
          | UnfitMachine
          | UncheckedIOException
          | IOException e) {
        System.err.println("Parley cannot start.");
        System.err.println(e.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
      }
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(app), "stop"));
      System.out.printf(
          Locale.ROOT,
          "Parley is ready at http://%s:%d (%.1f s after the start of the process)%n",
          settings.bind().equals("127.0.0.1") ? "localhost" : settings.bind(),
          app.port(),
          ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
      new CountDownLatch(1).await();
      return CommandLine.ExitCode.OK;
    }

    /** An asked-for end is no failure, whatever signal asked for it: the exit code is 0. */
    private static void stop(App app) {
      System.out.println("Stopping: people are told, programs end, the journal is committed.");
      app.close();
      System.out.println("Stopped.");
      Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
    }
  }

  /** What the environment says of a server on this machine. */
  static Settings settings() {
    return settings(System.getenv());
  }

  /** What variables say of a server on this machine. */
  static Settings settings(Map<String, String> variables) {
    return Settings.read(variables, Runtime.getRuntime().availableProcessors(), memory());
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : Runtime.getRuntime().maxMemory();
  }
}
