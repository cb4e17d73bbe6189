package dev.parley.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import dev.parley.container.EngineException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and removes containers that nobody owns any more: those of an earlier start on our data
 * folder, and those of ours that were made after we had stopped waiting for them.
 */
final class Leftovers {

  static final String INSTANCE = "dev.parley.instance";
  static final String RUN = "dev.parley.run";

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private final DockerClient client;
  private final Calls calls;
  private final Duration limit;
  private final Instance instance;
  private final Predicate<String> owned;

  /**
   * @param owned whether a run label is of a sandbox that lives or is being made
   */
  Leftovers(
      DockerClient client,
      Calls calls,
      Duration limit,
      Instance instance,
      Predicate<String> owned) {
    this.client = client;
    this.calls = calls;
    this.limit = limit;
    this.instance = instance;
    this.owned = owned;
  }

  /** Removes what is left over; blocks within the call limit per container. */
  void remove() throws EngineException, InterruptedException {
    List<Container> labelled =
        calls.within(
            limit,
            "list containers",
            () ->
                client
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(List.of(INSTANCE))
                    .exec());
    int removed = 0;
    for (Container container : labelled) {
      if (isLeft(container.getLabels())) {
        calls.within(limit, "remove a container", () -> removed(container.getId()));
        removed++;
      }
    }
    if (removed > 0) {
      LOG.info("Removed {} containers that an earlier run of this server had left", removed);
    }
  }

  private boolean isLeft(Map<String, String> labels) {
    String label = labels.get(INSTANCE);
    return instance.isOrphan(label)
        || (instance.label().equals(label) && !owned.test(labels.get(RUN)));
  }

  private Optional<String> removed(String id) {
    try {
      client.removeContainerCmd(id).withForce(true).exec();
      return Optional.of(id);
    } catch (NotFoundException | ConflictException e) {
      // Gone already, or going.
      return Optional.empty();
    }
  }
}
