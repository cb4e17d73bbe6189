package dev.parley.container.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BuildQueueTest {

  private final AtomicLong now = new AtomicLong();
  private final BuildQueue queue =
      new BuildQueue(
          new ImageSettings(Set.of(), true, 256, Duration.ofSeconds(30), Duration.ofSeconds(90)),
          now::get);

  private void pass(int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void whoIsWantedTwiceWaitsOnce() {
    assertThat(queue.add("go")).isZero();
    assertThat(queue.add("rust")).isZero();
    assertThat(queue.add("go")).isZero();
    assertThat(queue.poll()).hasValue("go");
    assertThat(queue.has("rust")).isTrue();
    assertThat(queue.poll()).hasValue("rust");
    assertThat(queue.poll()).isEmpty();
  }

  @Test
  void whatFailsRestsLongerEachTimeUpToABound() {
    for (int seconds : new int[] {30, 60, 90, 90}) {
      queue.failed("go");
      assertThat(queue.add("go")).isEqualTo(Duration.ofSeconds(seconds));
      pass(seconds - 1);
      assertThat(queue.poll()).as("%d s", seconds - 1).isEmpty();
      assertThat(queue.add("rust")).as("nothing keeps another").isZero();
      assertThat(queue.poll()).hasValue("rust");
      pass(1);
      assertThat(queue.poll()).as("%d s", seconds).hasValue("go");
    }
    queue.succeeded("go");
    queue.failed("go");
    assertThat(queue.add("go")).as("the count began anew").isEqualTo(Duration.ofSeconds(30));
  }
}
