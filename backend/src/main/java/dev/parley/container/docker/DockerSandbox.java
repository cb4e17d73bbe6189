package dev.parley.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.parley.container.BoxSandbox;
import dev.parley.container.EngineException;
import dev.parley.container.Exit;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One container, attached to before it was started, so that its first word is heard. */
final class DockerSandbox extends BoxSandbox {

  private static final Logger LOG = LoggerFactory.getLogger(DockerSandbox.class);
  private static final Duration OWN_END = Duration.ofMillis(300);
  private static final int MAX_COMPLAINT = 500;

  private final String container;
  private final DockerClient control;
  private final Calls calls;
  private final Duration limit;
  private final Runnable streamLost;
  private final Supplier<Exit.Cause> cause;
  private final Runnable gone;
  private final StdinQueue stdin = new StdinQueue();
  private final Attachment attachment = new Attachment();

  /**
   * @param streamLost called when the stream ended, before anybody is told
   * @param cause asked, when the container went without a word, what may have been why; may wait a
   *     moment for the answer
   * @param gone called when the container is removed
   */
  DockerSandbox(
      String container,
      DockerClient control,
      Calls calls,
      Duration limit,
      Runnable streamLost,
      Supplier<Exit.Cause> cause,
      Runnable gone) {
    this.container = container;
    this.control = control;
    this.calls = calls;
    this.limit = limit;
    this.streamLost = streamLost;
    this.cause = cause;
    this.gone = gone;
  }

  /** Attaches, starts, and waits for the supervisor. */
  void boot(DockerClient streams, Duration ready) throws EngineException, InterruptedException {
    streams
        .attachContainerCmd(container)
        .withStdIn(stdin)
        .withStdOut(true)
        .withStdErr(true)
        .withFollowStream(true)
        .exec(attachment);
    attachment.awaitStarted(limit);
    calls.within(limit, "start a container", () -> control.startContainerCmd(container).exec());
    awaitReady(ready);
  }

  /** The engine's whole name for the container. */
  String container() {
    return container;
  }

  @Override
  public String id() {
    return container.substring(0, Math.min(12, container.length()));
  }

  @Override
  protected boolean send(byte[] frame, boolean bounded) {
    return stdin.offer(frame, bounded);
  }

  @Override
  public void confine(long memory) {
    try {
      calls.within(
          limit,
          "lower a memory limit",
          () ->
              control
                  .updateContainerCmd(container)
                  .withMemory(memory)
                  .withMemorySwap(memory)
                  .exec());
    } catch (EngineException e) {
      LOG.warn("Container {} keeps its memory: {}", id(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void kill() {
    calls.start("kill a container", () -> control.killContainerCmd(container).exec());
  }

  /**
   * A container that has had its run ends by itself in a moment and the engine removes it, so it is
   * given that moment; then it is removed in any case.
   */
  @Override
  public void close() {
    stdin.close();
    try {
      attachment.awaitEnd(OWN_END);
      calls.within(limit, "remove a container", this::remove);
      gone.run();
    } catch (EngineException e) {
      LOG.warn("Container {} is left to the next sweep: {}", id(), e.getMessage());
      gone.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      attachment.close();
      ended("it was removed");
    }
  }

  private boolean remove() {
    try {
      control.removeContainerCmd(container).withForce(true).exec();
      return true;
    } catch (NotFoundException | ConflictException e) {
      // Gone already, or going.
      return false;
    }
  }

  /** The container's output. Called by the client's thread for this stream. */
  private final class Attachment extends EngineStream<Frame> {

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile String failure;
    private final StringBuilder complaint = new StringBuilder();

    void awaitStarted(Duration within) throws EngineException, InterruptedException {
      if (!started.await(within.toMillis(), TimeUnit.MILLISECONDS) || failure != null) {
        throw new EngineException(
            "The container engine would not attach to a container: "
                + (failure == null ? "no answer in time" : failure));
      }
    }

    void awaitEnd(Duration within) throws InterruptedException {
      if (!over.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("Container {} did not end by itself", id());
      }
    }

    @Override
    public void onStart(Closeable opened) {
      super.onStart(opened);
      started.countDown();
    }

    @Override
    public void onNext(Frame frame) {
      // The client writes the next bytes into the same array, so they are taken here and now.
      if (frame.getStreamType() == StreamType.STDOUT) {
        received(ByteBuffer.wrap(frame.getPayload()));
      } else if (complaint.length() < MAX_COMPLAINT) {
        complaint.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
      }
    }

    @Override
    public void onError(Throwable error) {
      failure = String.valueOf(error.getMessage());
      end();
    }

    @Override
    public void onComplete() {
      end();
    }

    private void end() {
      over.countDown();
      started.countDown();
      if (alive()) {
        streamLost.run();
      }
      String said = complaint.isEmpty() ? "" : ", saying: " + complaint.toString().strip();
      ended(
          (failure == null ? "its output ended" : "its stream broke: " + failure) + said,
          owesReport() ? cause.get() : Exit.Cause.OUTSIDE);
    }
  }
}
