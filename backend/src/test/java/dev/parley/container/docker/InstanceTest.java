package dev.parley.container.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTest {

  @TempDir private Path data;

  @Test
  void aFolderKeepsItsIdAndCountsItsStarts() throws IOException {
    Instance first = Instance.open(data.resolve("new"), () -> "folder-one");
    Instance second = Instance.open(data.resolve("new"), () -> "folder-two");
    assertThat(first).isEqualTo(new Instance("folder-one", 1));
    assertThat(second).isEqualTo(new Instance("folder-one", 2));
    assertThat(second.isOrphan(first.label())).isTrue();
    assertThat(second.isOrphan(second.label())).isFalse();
  }

  @Test
  void anotherFoldersContainersAreNotOurs() {
    Instance ours = new Instance("folder-one", 2);
    assertThat(ours.isOrphan(new Instance("folder-one-more", 1).label())).isFalse();
    assertThat(ours.isOrphan(new Instance("folder-two", 1).label())).isFalse();
    assertThat(ours.isOrphan(null)).isFalse();
    assertThat(ours.isOrphan("")).isFalse();
  }

  @Test
  void aSpoiltFileIsNotGuessedAt() throws IOException {
    Files.writeString(data.resolve("instance"), "folder-one\n");
    assertThatThrownBy(() -> Instance.open(data, () -> "folder-two"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("delete it");
  }
}
