package dev.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.function.Executable;

/** Lets several type at once, each at a steady pace, while something else happens. */
public final class Fingers {

  private Fingers() {}

  /**
   * Returns once {@code meanwhile} has, and the last stroke is done.
   *
   * @param pace milliseconds between two strokes of each
   */
  public static void type(int pace, List<Runnable> typists, Executable meanwhile) throws Exception {
    List<ScheduledFuture<?>> strokes = new ArrayList<>();
    try (ScheduledExecutorService threads = Executors.newScheduledThreadPool(typists.size())) {
      for (Runnable typist : typists) {
        strokes.add(threads.scheduleWithFixedDelay(typist, 0, pace, TimeUnit.MILLISECONDS));
      }
      meanwhile.execute();
      // A stroke that threw would have ended its typist's typing unheard.
      strokes.forEach(stroke -> assertThat(stroke.isDone()).as("typing has ended").isFalse());
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
