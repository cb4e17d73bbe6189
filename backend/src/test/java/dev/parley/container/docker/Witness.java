package dev.parley.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Looks at the engine with eyes of its own: what containers are there? */
public final class Witness implements AutoCloseable {

  private final DockerClient client;

  public Witness(String host) {
    var config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(host)
            .withDockerTlsVerify(false)
            .withApiVersion("")
            .build();
    client =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build());
  }

  DockerClient client() {
    return client;
  }

  /** The ids of the instance's containers, dead or alive. */
  public List<String> containers(Instance instance) {
    return client
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(Leftovers.INSTANCE, instance.label()))
        .exec()
        .stream()
        .map(Container::getId)
        .toList();
  }

  /** The ids of all containers that servers on a data folder have made, dead or alive. */
  public List<String> containers(String folder) {
    return client
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(List.of(Leftovers.INSTANCE))
        .exec()
        .stream()
        .filter(c -> c.getLabels().get(Leftovers.INSTANCE).startsWith(folder + "."))
        .map(Container::getId)
        .toList();
  }

  /** How many processes a container has. */
  public int processes(String container) {
    return client.topContainerCmd(container).exec().getProcesses().length;
  }

  /** Kills a container unless it has gone meanwhile. */
  public void killIfThere(String container) {
    try {
      client.killContainerCmd(container).exec();
    } catch (NotFoundException | ConflictException e) {
      // It has gone.
    }
  }

  /** Kills containers as an operator would; one that is being made may not run yet. */
  public void kill(List<String> containers) {
    containers.forEach(this::killIfThere);
  }

  /** Starts a container that bears an instance's labels and would run for ever. */
  public void leave(Instance instance, String image) {
    String id =
        client
            .createContainerCmd(image)
            .withLabels(Map.of(Leftovers.INSTANCE, instance.label(), Leftovers.RUN, "left"))
            .withEntrypoint("sleep", "600")
            // An engine may have no bridge.
            .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"))
            .exec()
            .getId();
    client.startContainerCmd(id).exec();
  }

  /** Takes a name off an image. */
  public void forget(String image) {
    client.removeImageCmd(image).exec();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
