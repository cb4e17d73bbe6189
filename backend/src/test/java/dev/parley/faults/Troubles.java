package dev.parley.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.e2e.Cable;
import dev.parley.e2e.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What can happen to people and servers, by the names of the fault list. */
final class Troubles {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Troubles() {}

  /** N1: one after the other loses the line for a while, again and again. */
  static Ordeal.Trouble drops(int times, Duration least, Duration most) {
    return ordeal -> {
      for (int i = 0; i < times; i++) {
        Cable cable = ordeal.cables().get(ordeal.random().nextInt(ordeal.cables().size()));
        switch (ordeal.random().nextInt(4)) {
          case 0 -> cable.drop();
          case 1 -> cable.halfClose();
          default -> {
            cable.cut();
            pass(least.plusMillis(ordeal.random().nextLong(most.minus(least).toMillis() + 1)));
            cable.mend();
          }
        }
        ordeal.work(20);
      }
    };
  }

  /** N2: everything one way is swallowed; it has to be noticed, on whichever side hears nothing. */
  static Ordeal.Trouble silence(Cable.Way way, Timings noticed) {
    return ordeal -> {
      ordeal.work(50);
      Participant victim = ordeal.interview().people().getFirst();
      ordeal.cables().getFirst().silence(way);
      long since = System.nanoTime();
      await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> !victim.isInside());
      noticed.add(Duration.ofNanos(System.nanoTime() - since));
      ordeal.cables().getFirst().mend();
      await().atMost(PATIENCE).until(victim::isInside);
    };
  }

  /** N3: late and lossy, for everybody. */
  static Ordeal.Trouble lossy(Duration delay, double share, int strokes) {
    return ordeal -> {
      ordeal.cables().forEach(cable -> cable.delay(delay));
      ordeal.cables().forEach(cable -> cable.lose(share));
      ordeal.work(strokes);
    };
  }

  /** N9: somebody reads next to nothing while the others go on. */
  static Ordeal.Trouble slowReader(Duration time) {
    return ordeal -> {
      ordeal.cables().getFirst().throttle(512);
      pass(time);
      ordeal.work(50);
    };
  }

  /** N10: one close by, the others far away. */
  static Ordeal.Trouble uneven(Duration near, Duration far, int strokes) {
    return ordeal -> {
      ordeal.cables().forEach(cable -> cable.delay(far));
      ordeal.cables().getFirst().delay(near);
      ordeal.work(strokes);
    };
  }

  /** E7: a lid is closed with much unsent, and the others go on for long. */
  static Ordeal.Trouble asleep(int unsent, int others) {
    return ordeal -> {
      ordeal.work(50);
      Participant sleeper = ordeal.interview().people().getFirst();
      ordeal.cables().getFirst().cut();
      await().atMost(PATIENCE).until(() -> !sleeper.isInside());
      int before = sleeper.history().size();
      while (sleeper.history().size() < before + unsent) {
        sleeper.type();
      }
      ordeal.work(others);
      ordeal.cables().getFirst().mend();
      await().atMost(PATIENCE).until(sleeper::isInside);
    };
  }

  /** K2: asked to stop, and started again. */
  static Ordeal.Trouble restart(int times, Timings stopped) {
    return ordeal -> {
      for (int i = 0; i < times; i++) {
        ordeal.work(100);
        stopped.add(ordeal.server().terminate());
        ordeal.server().start("");
        ordeal.interview().awaitEverybody();
      }
    };
  }

  /** K8: the process stands still. */
  static Ordeal.Trouble pause(Duration time) {
    return ordeal -> {
      ordeal.work(100);
      ordeal.server().pause();
      pass(time);
      ordeal.server().resume();
      ordeal.work(100);
    };
  }

  /** K6 and its kin: something failed within the server, which goes on. */
  static Ordeal.Trouble sprung(int strokes) {
    return ordeal -> {
      ordeal.work(strokes);
      ordeal.interview().awaitEverybody();
    };
  }

  /** K10: no descriptors are left; who is there types on, and who comes later gets in. */
  static Ordeal.Trouble descriptors(int visitors) {
    return ordeal -> {
      ordeal.work(50);
      ordeal.server().limitDescriptors(256);
      List<Client> crowd = new ArrayList<>();
      try {
        for (int i = 0; i < visitors; i++) {
          Client visitor = Client.forgetful(ordeal.server().url(), Map.of(), "websocket");
          visitor.connect();
          crowd.add(visitor);
        }
        ordeal.work(200);
        assertThat(crowd.stream().filter(Client::isConnected).count()).isLessThan(visitors);
      } finally {
        crowd.forEach(Client::close);
      }
      ordeal.work(100);
      try (Client late = Client.connected(ordeal.server().url(), Map.of())) {
        assertThat(late.isConnected()).isTrue();
      }
    };
  }

  /** Time passes for those who type; nothing waits for it but the trouble itself. */
  private static void pass(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }
}
