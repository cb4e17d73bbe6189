package dev.parley.container.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StdinQueueTest {

  private final StdinQueue queue = new StdinQueue();

  @Test
  void bytesComeOutInOrderHoweverTheyAreRead() throws Exception {
    queue.offer(new byte[] {1, 2, 3}, true);
    queue.offer(new byte[] {4, (byte) 255}, false);
    byte[] into = new byte[10];
    assertThat(queue.read(into, 0, 2)).isEqualTo(2);
    assertThat(queue.read(into, 2, 8)).isOne();
    assertThat(queue.read(into, 3, 1)).isOne();
    assertThat(into).startsWith(1, 2, 3, 4);
    assertThat(queue.read()).isEqualTo(255);
  }

  @Test
  void peoplesInputIsBoundedAndWhatSteersStillFits() {
    byte[] half = new byte[512 << 10];
    assertThat(queue.offer(half, true)).isTrue();
    assertThat(queue.offer(half, true)).isTrue();
    assertThat(queue.offer(new byte[1], true)).isFalse();
    assertThat(queue.offer(new byte[4 << 20], false)).isTrue();
    assertThat(queue.offer(new byte[4 << 20], false)).isFalse();
    assertThat(queue.read(half, 0, half.length)).isEqualTo(half.length);
    assertThat(queue.available()).isEqualTo((512 << 10) + (4 << 20));
  }

  @Test
  void closingReleasesTheReader() throws Exception {
    CompletableFuture<Integer> read =
        CompletableFuture.supplyAsync(() -> queue.read(new byte[1], 0, 1));
    queue.close();
    assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(-1);
    assertThat(queue.offer(new byte[1], true)).isFalse();
  }
}
