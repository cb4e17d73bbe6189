package dev.parley.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A sandbox whose supervisor is box, over whatever carries the bytes. The carrier calls {@link
 * #received} and {@link #ended} from one thread; it provides {@link #send}, {@link #kill} and
 * {@link #close}.
 *
 * <p>Whatever happens to the carrier, the sink hears one exit: the supervisor's report, or that the
 * container was lost.
 */
public abstract class BoxSandbox implements Sandbox {

  private final BoxFrames.Decoder decoder = new BoxFrames.Decoder(new Frames());
  private final CountDownLatch settled = new CountDownLatch(1);
  private final Object lock = new Object();
  private final List<Consumer<String>> mourners = new ArrayList<>();

  private boolean ready;
  private OutputSink sink;
  private boolean exited;
  private String death;

  /**
   * Sends bytes to the container's standard input, without blocking.
   *
   * @param bounded whether the bytes count against the bound on waiting input
   * @return false when they were not taken
   */
  protected abstract boolean send(byte[] frame, boolean bounded);

  /** Waits for the supervisor to say that it is ready. */
  protected final void awaitReady(Duration limit) throws EngineException, InterruptedException {
    boolean inTime = settled.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    synchronized (lock) {
      if (death != null) {
        throw new EngineException("A container ended while it was made ready: " + death);
      }
      if (!inTime) {
        throw new EngineException(
            "A container was not ready within " + limit.toSeconds() + " seconds.");
      }
    }
  }

  /** Takes bytes that the container wrote; keeps no reference to them. */
  protected final void received(ByteBuffer bytes) {
    decoder.feed(bytes);
  }

  /** The container's output is over, for the reason given. Calls after the first do nothing. */
  protected final void ended(String reason) {
    ended(reason, Exit.Cause.OUTSIDE);
  }

  /**
   * As above.
   *
   * @param cause what ended the supervisor too
   */
  protected final void ended(String reason, Exit.Cause cause) {
    OutputSink told;
    List<Consumer<String>> mourning;
    synchronized (lock) {
      if (death != null) {
        return;
      }
      death = reason;
      told = exited ? null : sink;
      exited = true;
      mourning = sink == null ? List.copyOf(mourners) : List.of();
    }
    settled.countDown();
    mourning.forEach(mourner -> mourner.accept(reason));
    if (told != null) {
      told.exited(new Exit.Lost(reason, cause));
    }
  }

  /** Whether a program was handed over and its report has not come. */
  protected final boolean owesReport() {
    synchronized (lock) {
      return sink != null && !exited;
    }
  }

  @Override
  public final boolean alive() {
    synchronized (lock) {
      return ready && death == null && !exited;
    }
  }

  @Override
  public final void whenDead(Consumer<String> mourner) {
    String reason;
    synchronized (lock) {
      reason = death;
      if (reason == null) {
        mourners.add(mourner);
      }
    }
    if (reason != null) {
      mourner.accept(reason);
    }
  }

  @Override
  public final void start(RunRequest request, OutputSink to) {
    String reason;
    synchronized (lock) {
      if (sink != null) {
        throw new IllegalStateException("a sandbox serves one run");
      }
      sink = to;
      reason = death;
      exited = reason != null;
    }
    if (reason != null) {
      to.exited(new Exit.Lost(reason, Exit.Cause.OUTSIDE));
    } else if (!send(BoxFrames.run(request), false)) {
      ended("the program could not be handed over");
    }
  }

  @Override
  public final boolean stdin(byte[] bytes) {
    return alive() && send(BoxFrames.frame(BoxFrames.DATA, bytes), true);
  }

  @Override
  public final void eof() {
    control(BoxFrames.frame(BoxFrames.END));
  }

  @Override
  public final void resize(int columns, int rows) {
    control(BoxFrames.window(columns, rows));
  }

  @Override
  public final void signal(int number) {
    control(BoxFrames.frame(BoxFrames.SIGNAL, (byte) number));
  }

  private void control(byte[] frame) {
    if (alive() && !send(frame, false)) {
      kill();
    }
  }

  private void frame(byte type, byte[] payload) {
    OutputSink to;
    synchronized (lock) {
      if (type == BoxFrames.READY) {
        ready = true;
      }
      to = exited ? null : sink;
      exited |= type == BoxFrames.EXIT;
    }
    if (type == BoxFrames.READY) {
      settled.countDown();
    } else if (type == BoxFrames.FAILURE) {
      ended("its supervisor failed: " + new String(payload, UTF_8));
    } else if (to != null) {
      pass(type, payload, to);
    }
  }

  private static void pass(byte type, byte[] payload, OutputSink to) {
    switch (type) {
      case BoxFrames.PHASE -> {
        if (payload.length > 0 && payload[0] == 'c') {
          to.compiling();
        } else {
          to.running();
        }
      }
      case BoxFrames.WAITING -> to.waiting(payload.length > 0 && payload[0] == '1');
      case BoxFrames.COMPILER -> to.output(OutputSink.Stream.COMPILER, payload);
      case BoxFrames.STDOUT -> to.output(OutputSink.Stream.STDOUT, payload);
      case BoxFrames.STDERR -> to.output(OutputSink.Stream.STDERR, payload);
      case BoxFrames.EXIT -> {
        String report = new String(payload, UTF_8);
        to.exited(
            ExitReport.parse(report)
                .<Exit>map(r -> r)
                .orElseGet(
                    () ->
                        new Exit.Lost("its report was unreadable: " + report, Exit.Cause.OUTSIDE)));
      }
      default -> {
        // A newer supervisor may say more than this server knows; that harms nobody.
      }
    }
  }

  private final class Frames implements BoxFrames.Listener {

    @Override
    public void frame(byte type, byte[] payload) {
      BoxSandbox.this.frame(type, payload);
    }

    @Override
    public void broken(String message) {
      ended("it sent no frame but " + message);
      kill();
    }
  }
}
