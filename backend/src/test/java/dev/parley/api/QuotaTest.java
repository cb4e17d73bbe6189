package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuotaTest {

  private final AtomicLong now = new AtomicLong();
  private final Quota quota = new Quota(3, Duration.ofMinutes(1), 2, now::get);

  @Test
  void refillsEvenly() {
    assertThat(taken("a", 4)).isEqualTo(3);
    now.addAndGet(Duration.ofSeconds(20).toNanos());
    assertThat(taken("a", 2)).isEqualTo(1);
    now.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(taken("a", 9)).isEqualTo(3);
  }

  @Test
  void addressesDoNotShare() {
    assertThat(taken("a", 4)).isEqualTo(3);
    assertThat(taken("b", 4)).isEqualTo(3);
  }

  @Test
  void remembersTheLastAddressesOnly() {
    assertThat(taken("a", 3)).isEqualTo(3);
    assertThat(taken("b", 1) + taken("c", 1)).isEqualTo(2);
    assertThat(taken("a", 1)).as("forgotten").isEqualTo(1);
  }

  private int taken(String address, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += quota.take(address) ? 1 : 0;
    }
    return taken;
  }
}
