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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
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
  private final AtomicLong now = new AtomicLong();
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

  private Images images(DockerEngine engine, ImageSettings settings) throws Exception {
    Files.createDirectories(root.resolve("scripts"));
    Files.writeString(
        root.resolve("scripts/images.sh"),
        """
        case $1 in
          --tags) echo good TAG; echo bad parley/test:never ;;
          --build)
            echo "40% working on $2 with $PARLEY_SHARES"
            [ -e wait ] && while [ ! -e go ]; do sleep 0.05; done
            [ "$2" = good ] && exec docker build -q --label dev.parley.version=1.2.3 -t TAG - <base
            echo "Building $2 failed: no luck" >&2; exit 1 ;;
        esac
        """
            .replace("TAG", tag));
    Files.writeString(root.resolve("base"), "FROM parley/base:trixie");
    Images images =
        new Images(
            languages,
            engine,
            new ImageScript(root),
            settings,
            language -> ready.add(language.id()),
            () -> now.get());
    images.start();
    return images;
  }

  @Test
  void whatIsMissingIsBuiltAndToldAndAFailureIsNamed() throws Exception {
    try (DockerEngine engine = engine();
        Images images = images(engine, ImageSettings.standard(Set.of(ImageSettings.ALL), true));
        Witness witness = new Witness(HOST)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> images.of("good").stage() == Stage.READY);
      // Either may be the first to be built.
      await().atMost(Duration.ofSeconds(30)).until(() -> images.of("bad").stage() == Stage.FAILED);
      assertThat(images.of("bad").message())
          .isEqualTo("its image could not be built: no luck. It is tried again within 30 s.");
      assertThat(images.of("good").version()).hasValue("1.2.3");
      assertThat(ready).containsExactly("good");
      assertThat(images.all()).hasSize(2);
      assertThat(images.of("unheard-of").stage()).isEqualTo(Stage.MISSING);
      witness.forget(tag);
    }
  }

  /** Nothing is built that nobody wants; then how far it is can be seen, and the next waits. */
  @Test
  void whatSomebodyWantsIsBuiltThen() throws Exception {
    Path go = root.resolve("go");
    Files.createFile(root.resolve("wait"));
    try (DockerEngine engine = engine();
        Images images = images(engine, ImageSettings.standard(Set.of(), true));
        Witness witness = new Witness(HOST)) {
      await().until(() -> images.of("good").stage() == Stage.OFFERED);
      assertThat(images.want("unheard-of").stage()).isEqualTo(Stage.MISSING);
      assertThat(images.want("good").stage()).isIn(Stage.WAITING, Stage.BUILDING);
      await().until(() -> images.of("good").percent() == 40);
      assertThat(images.want("good").message())
          .isEqualTo("its image is being built: working on good with 256 (40%)");
      assertThat(images.want("bad").stage()).isEqualTo(Stage.WAITING);
      Files.createFile(go);
      await().atMost(Duration.ofSeconds(30)).until(() -> images.of("bad").stage() == Stage.FAILED);
      assertThat(images.of("good").stage()).isEqualTo(Stage.READY);
      assertThat(images.of("bad").message()).isEqualTo("its image could not be built: no luck");
      for (int i = 0; i < 2; i++) {
        assertThat(images.want("bad").stage()).as("so soon after").isEqualTo(Stage.FAILED);
        assertThat(images.of("bad").message())
            .isEqualTo("its image could not be built: no luck. It is tried again within 30 s.");
      }
      now.addAndGet(Duration.ofMinutes(1).toNanos());
      Files.delete(go);
      assertThat(images.want("bad").stage()).as("a while after").isNotEqualTo(Stage.FAILED);
      Files.createFile(go);
      await().atMost(Duration.ofSeconds(30)).until(() -> images.of("bad").stage() == Stage.FAILED);
      witness.forget(tag);
    }
  }

  @Test
  void whereBuildingOnDemandIsOffWishesChangeNothing() throws Exception {
    try (DockerEngine engine = engine();
        Images images = images(engine, ImageSettings.NONE)) {
      await().until(() -> images.of("good").stage() == Stage.MISSING);
      assertThat(images.want("good").stage()).isEqualTo(Stage.MISSING);
    }
  }

  @Test
  void aServerThatBuildsNothingSaysWhatIsMissing() throws Exception {
    try (DockerEngine engine = engine();
        Images images = images(engine, ImageSettings.NONE)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> images.of("good").stage() == Stage.MISSING);
      assertThat(images.of("good").message()).contains("scripts/images.sh --build good");
      assertThat(ready).isEmpty();
    }
  }
}
