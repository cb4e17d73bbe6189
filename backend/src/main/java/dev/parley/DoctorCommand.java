package dev.parley;

import dev.parley.config.InvalidSettings;
import dev.parley.config.Settings;
import dev.parley.container.docker.DockerEngine;
import dev.parley.container.docker.Hardening;
import dev.parley.container.docker.ImageScript;
import dev.parley.container.docker.ImageSettings;
import dev.parley.container.docker.Images;
import dev.parley.container.docker.Instance;
import dev.parley.doctor.Doctor;
import dev.parley.language.InvalidRuntimes;
import dev.parley.language.Languages;
import dev.parley.session.Identity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Examines this machine. May be used beside a server that runs, also on the same data folder. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Looks whether this machine is fit for a server, and tries from inside a sandbox whether"
            + " its limits hold. Ends with 0 when all is well.")
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    // What it has to say it says itself; the log is for faults.
    System.setProperty("parley.log", "ERROR");
    PrintWriter out = spec.commandLine().getOut();
    Settings settings;
    try {
      settings = Main.settings();
      return examine(settings, out) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    } catch (InvalidSettings | InvalidRuntimes | UncheckedIOException | IOException e) {
      out.println("WRONG  settings: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static boolean examine(Settings settings, PrintWriter out)
      throws IOException, InterruptedException {
    Identity identity = new Identity(new SecureRandom());
    Languages languages = App.languages(settings);
    // An instance of its own: the data folder's would take a running server's containers for its.
    Instance instance = new Instance("doctor-" + identity.shortId(), 1);
    try (DockerEngine engine =
            new DockerEngine(
                settings.docker(),
                Hardening.read(settings.home().resolve("runtimes"), settings.docker()),
                instance,
                identity::shortId);
        Images images =
            new Images(
                languages,
                engine,
                new ImageScript(settings.home()),
                ImageSettings.NONE,
                language -> {},
                System::nanoTime)) {
      boolean fit =
          new Doctor(settings, languages, engine, images, Clock.systemUTC())
              .examine(
                  line -> {
                    out.print(line);
                    out.flush();
                  });
      out.println(fit ? "All is well." : "Not all is well: see the lines that say WRONG.");
      return fit;
    }
  }
}
