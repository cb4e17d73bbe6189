package dev.parley.doctor;

import dev.parley.config.Settings;
import dev.parley.container.EngineException;
import dev.parley.container.docker.DockerEngine;
import dev.parley.container.docker.EngineFacts;
import dev.parley.container.docker.Images;
import dev.parley.language.Language;
import dev.parley.language.Languages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Examines this machine as a server with these settings would find it, and tells every finding. */
public final class Doctor {

  private final Settings settings;
  private final Languages languages;
  private final DockerEngine engine;
  private final Images images;
  private final Clock clock;

  public Doctor(
      Settings settings, Languages languages, DockerEngine engine, Images images, Clock clock) {
    this.settings = settings;
    this.languages = languages;
    this.engine = engine;
    this.images = images;
    this.clock = clock;
  }

  /**
   * Looks at everything; takes some seconds.
   *
   * @param told each line as it is known, with its end
   * @return whether a server here will work and what it runs will stay inside
   */
  public boolean examine(Consumer<String> told) throws InterruptedException {
    List<Finding> found = new ArrayList<>();
    Consumer<List<Finding>> tell =
        findings -> {
          found.addAll(findings);
          findings.forEach(finding -> told.accept(finding.lines()));
        };
    tell.accept(
        List.of(
            HostFindings.port(settings.bind(), settings.port()),
            HostFindings.data(settings.data()),
            HostFindings.disk("disk of the data", settings.data())));
    try {
      tell.accept(engine());
      List<Language> present = images.present();
      tell.accept(List.of(images(present)));
      if (!present.isEmpty() && !Finding.anyWrong(found)) {
        Language language = present.getFirst();
        told.accept("A sandbox of %s, tried from inside:%n".formatted(language.name()));
        tell.accept(new SandboxProbe(engine, settings.docker().hasOwnKernel()).examine(language));
      }
    } catch (EngineException e) {
      tell.accept(
          List.of(
              Finding.wrong(
                  "container engine",
                  e.getMessage(),
                  "scripts/engine.sh starts one or says what to do; PARLEY_ENGINE says where it"
                      + " is")));
    }
    return !Finding.anyWrong(found);
  }

  private List<Finding> engine() throws EngineException, InterruptedException {
    EngineFacts facts = engine.facts();
    List<Finding> found = new ArrayList<>();
    found.add(HostFindings.clock(clock, facts.time()));
    found.addAll(HostFindings.engine(facts, settings.docker().runtime()));
    Path root = Path.of(facts.root());
    if (Files.isDirectory(root)) {
      found.add(HostFindings.disk("disk of the engine", root));
    }
    return found;
  }

  private Finding images(List<Language> present) {
    String missing =
        languages.all().stream()
            .filter(language -> !present.contains(language))
            .map(Language::id)
            .collect(Collectors.joining(" "));
    if (present.isEmpty()) {
      return Finding.wrong(
          "images", "none is there, so no sandbox can be tried", "scripts/images.sh --all");
    }
    return missing.isEmpty()
        ? Finding.ok("images", "all " + present.size() + " are there")
        : Finding.note(
            "images", "missing: " + missing, "the server builds them; or scripts/images.sh --all");
  }
}
