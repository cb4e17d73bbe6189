package dev.parley.container.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import dev.parley.container.EngineException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls to the engine, each with a time limit. The client's own limit does nothing on a unix
 * socket, so a call to an engine that hangs would hang its caller for ever; here it hangs a thread
 * from a bounded set, and the caller gets an answer. Platform threads, because the client's locks
 * would pin virtual ones.
 */
final class Calls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final int MOST_THREADS = 64;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MOST_THREADS,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("docker-", 0).factory());

  /** Calls and waits for the answer. */
  <T> T within(Duration limit, String what, Callable<T> call)
      throws EngineException, InterruptedException {
    Future<T> answer;
    try {
      answer = threads.submit(call);
    } catch (RejectedExecutionException e) {
      throw new EngineException("The container engine has too many calls waiting.", e);
    }
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new EngineException(
          "The container engine did not answer in "
              + limit.toMillis()
              + " ms when asked to "
              + what
              + ".",
          e);
    } catch (ExecutionException e) {
      LOG.debug("The engine would not {}", what, e.getCause());
      throw new EngineException(
          "The container engine would not " + what + ": " + reason(e.getCause()), e.getCause());
    }
  }

  /** Calls without waiting; a failure is logged. */
  void start(String what, Runnable call) {
    try {
      threads.execute(
          () -> {
            try {
              call.run();
            } catch (NotFoundException | ConflictException | NotModifiedException e) {
              LOG.debug("The engine had no need to {}", what, e);
            } catch (RuntimeException e) {
              LOG.warn("The engine would not {}: {}", what, reason(e));
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.warn("The engine has too many calls waiting to {}", what);
    }
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message.strip();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
