package dev.parley.container.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.container.FakeEngine;
import dev.parley.language.LanguageState.Stage;
import dev.parley.language.Languages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are missing, with a script of the test's own in the place of the real one. */
class ImagesEngineTest {

  private static final String HOST =
      Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");

  @TempDir private Path root;

  private final String tag = "parley/test:" + UUID.randomUUID();
  private final Languages languages =
      new Languages(List.of(FakeEngine.language("good"), FakeEngine.language("bad")));
  private final BlockingQueue<String> ready = new LinkedBlockingQueue<>();

  private DockerEngine engine() {
    DockerSettings settings = DockerSettings.standard(HOST);
    DockerEngine engine =
        new DockerEngine(
            settings,
            new Hardening("{}", settings),
            new Instance(UUID.randomUUID().toString(), 1),
            () -> UUID.randomUUID().toString());
    assertThat(engine.outage())
        .as("This test needs a container engine: run ./test.sh, or scripts/engine.sh first")
        .isEmpty();
    return engine;
  }

  private Images images(DockerEngine engine, boolean builds) throws Exception {
    Files.createDirectories(root.resolve("scripts"));
    Files.writeString(
        root.resolve("scripts/images.sh"),
        """
        case $1 in
          --tags) echo good TAG; echo bad parley/test:never ;;
          --build)
            echo "working on $2"
            [ "$2" = good ] && exec docker tag parley/base:trixie TAG
            echo "no luck" >&2; exit 1 ;;
        esac
        """
            .replace("TAG", tag));
    Images images =
        new Images(
            languages, engine, new ImageScript(root), builds, language -> ready.add(language.id()));
    images.start();
    return images;
  }

  @Test
  void whatIsMissingIsBuiltAndToldAndAFailureIsNamed() throws Exception {
    try (DockerEngine engine = engine();
        Images images = images(engine, true);
        Witness witness = new Witness(HOST)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> images.of("good").stage() == Stage.READY);
      assertThat(images.of("bad").stage()).isEqualTo(Stage.FAILED);
      assertThat(images.of("bad").message()).isEqualTo("its image could not be built: no luck");
      assertThat(ready).containsExactly("good");
      assertThat(images.all()).hasSize(2);
      assertThat(images.of("unheard-of").stage()).isEqualTo(Stage.MISSING);
      witness.forget(tag);
    }
  }

  @Test
  void aServerThatBuildsNothingSaysWhatIsMissing() throws Exception {
    try (DockerEngine engine = engine();
        Images images = images(engine, false)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> images.of("good").stage() == Stage.MISSING);
      assertThat(images.of("good").message()).contains("scripts/images.sh --build good");
      assertThat(ready).isEmpty();
    }
  }
}
