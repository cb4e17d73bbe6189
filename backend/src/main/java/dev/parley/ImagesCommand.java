package dev.parley;

import dev.parley.config.Settings;
import dev.parley.container.docker.BuildProgress;
import dev.parley.container.docker.ImageScript;
import dev.parley.language.InvalidRuntimes;
import dev.parley.language.Language;
import dev.parley.language.Languages;
import dev.parley.language.RuntimeFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which languages are installed, and installs some. */
@Command(
    name = "images",
    mixinStandardHelpOptions = true,
    subcommands = {ImagesCommand.Show.class, ImagesCommand.Build.class},
    description = "Lists and builds the images that programs run in, one per language.")
final class ImagesCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int UNKNOWN = 2;

  @Override
  public Integer call() {
    CommandLine.usage(this, System.out);
    return CommandLine.ExitCode.USAGE;
  }

  /** Where the languages and their engine are. */
  static final class Where {

    @Option(
        names = "--home",
        paramLabel = "FOLDER",
        defaultValue = "${env:PARLEY_HOME:-.}",
        description = "The folder that has runtimes and scripts (${DEFAULT-VALUE}).")
    private Path home;

    @Option(
        names = "--engine",
        paramLabel = "ADDRESS",
        defaultValue = "${env:PARLEY_ENGINE:-${env:DOCKER_HOST:-unix:///var/run/docker.sock}}",
        description = "Where the container engine listens (${DEFAULT-VALUE}).")
    private String engine;

    private ImageScript script() {
      return new ImageScript(home);
    }

    private Languages languages() {
      return RuntimeFolder.read(home.resolve("runtimes"));
    }
  }

  /** Prints every language with its image, size and version. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Every language with its image, the image's size, and the version within.")
  static final class Show implements Callable<Integer> {

    @Mixin private Where where;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      PrintWriter out = spec.commandLine().getOut();
      int code = where.script().list(where.engine, out::println);
      out.flush();
      return code;
    }
  }

  /** Builds images, one after the other. */
  @Command(
      name = "build",
      mixinStandardHelpOptions = true,
      description = {
        "Builds the images of these languages, where they are missing; without a name, of those",
        "that a server makes ready at its start.",
        "Exit code: 0 all are there, 1 one could not be built, 2 a name is unknown, 3 no engine."
      })
  static final class Build implements Callable<Integer> {

    @Mixin private Where where;

    @Spec private CommandSpec spec;

    @Option(names = "--all", description = "Every language.")
    private boolean all;

    @Parameters(paramLabel = "LANGUAGE", description = "Ids or other names, such as go or c++.")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
      Languages languages;
      try {
        languages = where.languages();
      } catch (InvalidRuntimes e) {
        return say(e.getMessage());
      }
      List<Language> wanted = new ArrayList<>();
      for (String name : names) {
        Optional<Language> language = languages.find(name);
        if (language.isEmpty()) {
          return say("There is no language " + name + ". There are: " + ids(languages) + ".");
        }
        wanted.add(language.get());
      }
      if (all || wanted.isEmpty()) {
        wanted =
            languages.all().stream()
                .filter(language -> all || Settings.FIRST_IMAGES.contains(language.id()))
                .toList();
      }
      int worst = 0;
      for (Language language : wanted) {
        worst = Math.max(worst, build(language));
      }
      return worst;
    }

    private int build(Language language) throws IOException, InterruptedException {
      PrintWriter out = spec.commandLine().getOut();
      int[] said = {-1};
      int code =
          where
              .script()
              .build(
                  where.engine,
                  language.id(),
                  ImageScript.WHOLE,
                  line -> tell(out, language, line, said));
      if (code == 0 && said[0] < 0) {
        out.println(language.name() + " is there.");
      }
      out.flush();
      return code == 0 ? 0 : Math.max(code, FAILED);
    }

    /** Tens are enough: nobody reads a hundred lines about one language. */
    private static void tell(PrintWriter out, Language language, String line, int[] said) {
      Optional<BuildProgress> progress = BuildProgress.read(line);
      int tens = progress.map(p -> p.percent() / 10).orElse(said[0]);
      if (progress.isPresent() && tens > said[0]) {
        out.printf(Locale.ROOT, "%s: %s%n", language.name(), progress.get());
      } else if (progress.isEmpty()) {
        out.println(line);
      }
      said[0] = Math.max(tens, 0);
      out.flush();
    }

    private int say(String why) {
      spec.commandLine().getErr().println(why);
      return UNKNOWN;
    }

    private static String ids(Languages languages) {
      return languages.all().stream().map(Language::id).collect(Collectors.joining(", "));
    }
  }
}
