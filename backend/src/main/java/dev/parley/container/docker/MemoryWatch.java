package dev.parley.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which of our containers the engine has said to be out of memory. The supervisor inside
 * tells of that itself, unless it was among those that had to go; then this is the only witness,
 * for a container that removes itself cannot be asked any more. Safe from any thread.
 */
final class MemoryWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MemoryWatch.class);

  /** Containers remembered, the last ones: asked for within moments of the event. */
  private static final int REMEMBERED = 256;

  private final DockerClient client;
  private final Instance instance;
  private final Set<String> wanting = new LinkedHashSet<>();
  private Listening listening;

  MemoryWatch(DockerClient client, Instance instance) {
    this.client = client;
    this.instance = instance;
  }

  /** Begins to listen, anew if it did before: an engine that went took the stream along. */
  synchronized void listen() {
    close();
    listening = new Listening();
    client
        .eventsCmd()
        .withEventTypeFilter(EventType.CONTAINER)
        .withEventFilter("oom")
        .withLabelFilter(Map.of(Leftovers.INSTANCE, instance.label()))
        .exec(listening);
  }

  /** Whether a container was out of memory; waits so long for the news, which may come late. */
  synchronized boolean tells(String container, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      long left = patience.toNanos();
      while (!wanting.contains(container) && left > 0) {
        wait(Math.max(1, left / 1_000_000));
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return wanting.contains(container);
  }

  private synchronized void note(String container) {
    if (container != null && wanting.add(container) && wanting.size() > REMEMBERED) {
      wanting.remove(wanting.iterator().next());
    }
    notifyAll();
  }

  @Override
  public synchronized void close() {
    if (listening != null) {
      listening.close();
      listening = null;
    }
  }

  private final class Listening extends EngineStream<Event> {

    @Override
    public void onNext(Event event) {
      note(event.getId());
    }

    @Override
    public void onError(Throwable error) {
      LOG.debug("The engine's events are not heard any more", error);
    }

    @Override
    public void onComplete() {
      LOG.debug("The engine's events have ended");
    }
  }
}
